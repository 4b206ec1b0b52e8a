package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.ConvolutionEmitters.Sliding;
import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.kernel.WinogradChannels;
import dev.halyard.engine.kernel.WinogradForm;
import dev.halyard.engine.kernel.WinogradTransform;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kernel {@code conv_2d_winograd}. */
final class WinogradEmitter {
  private static final int PER_LINE = 8;
  private static final int TAPS = WinogradTransform.WINDOW * WinogradTransform.WINDOW;

  private WinogradEmitter() {}

  static NodeCode emit(EmitContext node) {
    Sliding sliding = Sliding.of(node);
    WinogradChannels channels = node.use().channels(WinogradChannels.class);
    WinogradForm form = channels.form();
    FlashArray weights = weights(node, form);
    String name = node.constantName("channels");
    boolean hasLines = channels.lines().isPresent();
    FlashArray records =
        channels
            .lines()
            .map(lines -> WinogradPacking.lines(name, lines))
            .orElseGet(() -> WinogradPacking.rounded(name, channels.rounded()));
    RustExpression requantization =
        channels
            .lines()
            .<RustExpression>map(
                lines ->
                    RustExpression.struct(
                        "Requantization::Lines",
                        List.of(
                            Field.of("shift", lines.shift()), Field.of("lines", records.slice()))))
            .orElseGet(() -> RustExpression.call("Requantization::Rounded", records.slice()));
    ActivationRange range = ActivationRange.of(sliding.activation(), node.outputQuantization());
    String type =
        "Conv2dWinograd<%d, %s>".formatted(form.transform().tile(), weights.elementType());
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
                    Field.of("requantization", requantization),
                    Field.of("minimum", range.minimum()),
                    Field.of("maximum", range.maximum()))),
            Map.of(
                "conv_2d_winograd",
                Set.of("Conv2dWinograd"),
                "geometry",
                Set.of("Image"),
                "winograd",
                Set.of(hasLines ? "Line" : "Rounded", "Requantization")));
    return ConvolutionEmitters.code(node, constants, sliding, List.of(weights, records));
  }

  private static FlashArray weights(EmitContext node, WinogradForm form) {
    byte[] weights = ConvolutionEmitters.weights(node);
    String name = node.constantName("weights");
    int inputs = node.inputShape(0).dimension(3);
    if (form.transformsWeights()) {
      return FlashArray.ofInt8(
          name, "Weights, `[outputs][3][3][inputs]`, a channel to a line.", weights, TAPS * inputs);
    }
    int tile = form.transform().tile();
    return FlashArray.ofInt32(
        name,
        "Weights transformed for tiles of %dx%d, `[outputs / 2][products][inputs / 4][2 outputs][2]`, two to a word."
            .formatted(tile, tile),
        WinogradPacking.groups(weights, inputs, form.transform()),
        PER_LINE);
  }
}
