package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.ConvolutionEmitters.Sliding;
import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.kernel.Rescale;
import dev.halyard.engine.kernel.TwoPixelsConvolution;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kernel {@code conv_2d_two_pixels}. */
final class TwoPixelsEmitter {
  private TwoPixelsEmitter() {}

  static NodeCode conv2d(EmitContext node) {
    Sliding sliding = Sliding.of(node);
    int outputs = node.outputShape().dimension(3);
    byte[] weights = ConvolutionEmitters.weights(node);
    List<Rescale> records = Rescale.of(node.graph(), node.node()).orElseThrow();
    FlashArray packed =
        FlashArray.ofInt8(
            node.constantName("weights"),
            "Weights, `[%d outputs / 2][%d inputs / 4]` units of a grouping and `[4 inputs][2 outputs]`."
                .formatted(outputs, weights.length / outputs),
            TwoPixelsPacking.weights(weights, outputs),
            TwoPixelsConvolution.UNIT_BYTES);
    FlashArray channels =
        RescaleRecords.of(node.constantName("channels"), records, TwoPixelsConvolution.CHANNELS);
    List<Field> fields = ConvolutionEmitters.geometry(node, sliding);
    fields.add(Field.of("input_zero_point", node.inputQuantization(0).zeroPoint()));
    fields.add(Field.of("weights", packed.slice()));
    fields.add(Field.of("channels", channels.slice()));
    fields.add(Field.of("range", Literals.range(sliding.activation(), node.outputQuantization())));
    return ConvolutionEmitters.code(
        node,
        "Conv2dTwoPixels",
        fields,
        sliding,
        List.of(packed, channels),
        Map.of(
            "arithmetic", Set.of("OutputRange", "Rescale"), "geometry", Set.of("Image", "Window")));
  }
}
