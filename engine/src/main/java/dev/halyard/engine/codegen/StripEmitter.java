package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.ConvolutionEmitters.Sliding;
import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.kernel.Rescale;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kernel {@code depthwise_3x3_strips}. */
final class StripEmitter {
  private static final int TAPS = 9;

  private StripEmitter() {}

  static NodeCode depthwise(EmitContext node) {
    Sliding sliding = Sliding.of(node);
    List<Rescale> records = Rescale.of(node.graph(), node.node()).orElseThrow();
    FlashArray packed =
        FlashArray.ofInt8(
            node.constantName("weights"),
            "Weights, `[channels][3][3]`, a channel to a line.",
            WeightPacking.transposed(
                ConvolutionEmitters.weights(node), TAPS, node.outputShape().dimension(3)),
            TAPS);
    FlashArray channels = RescaleRecords.of(node.constantName("channels"), records, 1);
    List<Field> fields =
        List.of(
            Field.of("input", Literals.image(node.inputShape(0))),
            Field.of("output", Literals.image(node.outputShape())),
            Field.of("stride", sliding.stride().width()),
            Field.of("padding_top", sliding.padding().top()),
            Field.of("padding_left", sliding.padding().left()),
            Field.of("input_zero_point", node.inputQuantization(0).zeroPoint()),
            Field.of("weights", packed.slice()),
            Field.of("channels", channels.slice()),
            Field.of("range", Literals.range(sliding.activation(), node.outputQuantization())));
    return ConvolutionEmitters.code(
        node,
        "Depthwise3x3Strips",
        fields,
        sliding,
        List.of(packed, channels),
        Map.of("arithmetic", Set.of("OutputRange", "Rescale"), "geometry", Set.of("Image")));
  }
}
