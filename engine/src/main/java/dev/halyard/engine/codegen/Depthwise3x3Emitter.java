package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.ConvolutionEmitters.Sliding;
import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.kernel.RequantizationLines;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code depthwise_3x3}. */
final class Depthwise3x3Emitter {

  private Depthwise3x3Emitter() {}

  static NodeCode emit(EmitContext node) {
    Sliding sliding = Sliding.of(node);
    RequantizationLines lines = node.use().channels(RequantizationLines.class);
    FlashArray weights = weights(node);
    FlashArray channels = channels(node, lines.channels());
    String type = "Depthwise3x3<%d, %d>".formatted(sliding.stride().width(), lines.shift());
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            RustExpression.struct(
                type,
                List.of(
                    Field.of("input", Literals.image(node.inputShape(0))),
                    Field.of("output", Literals.image(node.outputShape())),
                    Field.of("padding_top", sliding.padding().top()),
                    Field.of("padding_left", sliding.padding().left()),
                    Field.of("input_zero_point", node.inputQuantization(0).zeroPoint()),
                    Field.of("weights", weights.slice()),
                    Field.of("channels", channels.slice()))),
            Map.of("depthwise_3x3", Set.of("Depthwise3x3", "Line"), "geometry", Set.of("Image")));
    return ConvolutionEmitters.code(node, constants, sliding, List.of(weights, channels));
  }

  private static FlashArray weights(EmitContext node) {
    int channels = node.outputShape().dimension(3);
    int taps = node.inputShape(1).elementCount() / channels;
    return FlashArray.ofInt8(
        node.constantName("weights"),
        "Weights, `[channels][height][width]`, a channel to a line.",
        WeightPacking.transposed(ConvolutionEmitters.weights(node), taps, channels),
        taps);
  }

  private static FlashArray channels(EmitContext node, List<RequantizationLines.Line> lines) {
    return new FlashArray(
        node.constantName("channels"),
        "The line from sum to output of every channel; its bias, zero points and rounding are in the"
            + " offset.",
        "Line",
        lines.size(),
        ConstantData.ofInt32(
            lines.stream()
                .flatMapToInt(l -> IntStream.of(l.offset(), l.multiplier(), l.fractionBits()))
                .toArray()),
        lines.stream()
            .map(
                l ->
                    "Line { offset: %d, multiplier: %d, fraction_bits: %d },"
                        .formatted(l.offset(), l.multiplier(), l.fractionBits()))
            .toList());
  }
}
