package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.ConvolutionEmitters.Sliding;
import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.kernel.WinogradQuads;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kernel {@code conv_2d_winograd_quads}. */
final class WinogradQuadsEmitter {
  private static final int TAPS_PER_LINE = 18;
  private static final int WORDS_PER_LINE = 8;

  private WinogradQuadsEmitter() {}

  static NodeCode conv2d(EmitContext node) {
    Sliding sliding = Sliding.of(node);
    WinogradQuads channels = node.use().channels(WinogradQuads.class);
    boolean isPlain = channels.form().transformsWeights();
    FlashArray weights = weights(node, isPlain);
    FlashArray records = RescaleRecords.of(node.constantName("channels"), channels.records(), 1);
    String variant = isPlain ? "Weights::Plain" : "Weights::Transformed";
    List<Field> fields =
        List.of(
            Field.of("input", Literals.image(node.inputShape(0))),
            Field.of("output", Literals.image(node.outputShape())),
            Field.of("padding_top", sliding.padding().top()),
            Field.of("padding_left", sliding.padding().left()),
            Field.of("input_zero_point", node.inputQuantization(0).zeroPoint()),
            Field.of("weights", RustExpression.call(variant, weights.slice())),
            Field.of("channels", records.slice()),
            Field.of("range", Literals.range(sliding.activation(), node.outputQuantization())),
            Field.of("tile_rows", channels.form().tileRows()));
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            RustExpression.struct("Conv2dWinogradQuads", fields),
            Map.of(
                node.use().kernel().module(),
                Set.of("Conv2dWinogradQuads", "Weights"),
                "arithmetic",
                Set.of("OutputRange", "Rescale"),
                "geometry",
                Set.of("Image")));
    return ConvolutionEmitters.code(node, constants, sliding, List.of(weights, records));
  }

  private static FlashArray weights(EmitContext node, boolean isPlain) {
    String name = node.constantName("weights");
    byte[] weights = ConvolutionEmitters.weights(node);
    int outputs = node.outputShape().dimension(3);
    int inputs = node.inputShape(0).dimension(3);
    String shape = "`[%d outputs / 4][%d inputs / 4]".formatted(outputs, inputs);
    WinogradQuadsPacking packing = new WinogradQuadsPacking(weights, outputs, inputs);
    return isPlain
        ? FlashArray.ofInt8(
            name,
            "Weights, " + shape + "[4 inputs][2 pairs of outputs][3][3][2 outputs]`.",
            packing.plain(),
            TAPS_PER_LINE)
        : FlashArray.ofInt32(
            name,
            "Transformed weights, " + shape + "[36][4 inputs][2 pairs of outputs]`, int16.",
            packing.transformed(),
            WORDS_PER_LINE);
  }
}
