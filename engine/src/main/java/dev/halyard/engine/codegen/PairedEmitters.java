package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.ConvolutionEmitters.Sliding;
import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.kernel.PairedChannels;
import dev.halyard.engine.kernel.PairedConvolution;
import dev.halyard.engine.kernel.RequantizationLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kernels that compute two output channels at a time: {@code conv_2d_paired}, {@code
 * fully_connected_paired}.
 */
final class PairedEmitters {
  private static final int PER_LINE = 8;

  private PairedEmitters() {}

  static NodeCode conv2d(EmitContext node) {
    Sliding sliding = Sliding.of(node);
    int outputs = node.outputShape().dimension(3);
    int run = sliding.window().width() * node.inputShape(0).dimension(3);
    FlashArray words = words(node, outputs, run);
    PairedConvolution convolution = node.use().channels(PairedConvolution.class);
    Pairs pairs = Pairs.of(node, convolution.channels());
    List<Field> fields = ConvolutionEmitters.geometry(node, sliding);
    fields.add(Field.of("input_zero_point", node.inputQuantization(0).zeroPoint()));
    fields.addAll(constants(node, words, pairs, sliding.activation()));
    fields.add(Field.of("pixels", convolution.form().pixels()));
    fields.add(Field.of("stages_strips", String.valueOf(convolution.form().stagesStrips())));
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            RustExpression.struct("Conv2dPaired", fields),
            pairs.typesWith(
                Map.of(
                    node.use().kernel().module(),
                    Set.of("Conv2dPaired"),
                    "geometry",
                    Set.of("Image", "Window"))));
    return ConvolutionEmitters.code(node, constants, sliding, List.of(words, pairs.array()));
  }

  static NodeCode fullyConnected(EmitContext node) {
    FullyConnected operator = (FullyConnected) node.node().operator();
    Shape weights = node.inputShape(1);
    int outputs = weights.dimension(0);
    int depth = weights.dimension(1);
    FlashArray words = words(node, outputs, depth);
    Pairs pairs = Pairs.of(node, node.use().channels(PairedChannels.class));
    List<Field> fields =
        new ArrayList<>(List.of(Field.of("depth", depth), Field.of("outputs", outputs)));
    fields.addAll(constants(node, words, pairs, operator.activation()));
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            RustExpression.struct("FullyConnectedPaired", fields),
            pairs.typesWith(Map.of(node.use().kernel().module(), Set.of("FullyConnectedPaired"))));
    return ConvolutionEmitters.product(node, constants, List.of(words, pairs.array()));
  }

  private static FlashArray words(EmitContext node, int outputs, int run) {
    byte[] weights = ConvolutionEmitters.weights(node);
    int runs = weights.length / outputs / run;
    return FlashArray.ofInt32(
        node.constantName("weights"),
        "Weights, `[%d outputs / 2][%d runs of %d]`, a word for two weights of two outputs."
            .formatted(outputs, runs, run),
        PairedPacking.words(weights, outputs, run),
        PER_LINE);
  }

  /** The records of channels, and the field that holds them. */
  private record Pairs(FlashArray array, RustExpression field, Set<String> types) {

    static Pairs of(EmitContext node, PairedChannels channels) {
      String name = node.constantName("channels");
      if (channels.lines().isEmpty()) {
        FlashArray records = PairedPacking.records(name, channels.rounded());
        return new Pairs(
            records,
            RustExpression.call("Pairs::Rounded", records.slice()),
            Set.of("ChannelPair", "PairedScale", "Pairs"));
      }
      RequantizationLines lines = channels.lines().get();
      FlashArray array = PairedPacking.lines(name, lines);
      return new Pairs(
          array,
          RustExpression.struct(
              "Pairs::Lines",
              List.of(Field.of("shift", lines.shift()), Field.of("lines", array.slice()))),
          Set.of("PairedLine", "Pairs"));
    }

    /** Returns the names that literals use, by module. */
    Map<String, Set<String>> typesWith(Map<String, Set<String>> others) {
      Map<String, Set<String>> all = new HashMap<>(others);
      all.put("paired", types);
      return all;
    }
  }

  private static List<Field> constants(
      EmitContext node, FlashArray words, Pairs pairs, Activation activation) {
    ActivationRange range = ActivationRange.of(activation, node.outputQuantization());
    return List.of(
        Field.of("weights", words.slice()),
        Field.of("pairs", pairs.field()),
        Field.of("minimum", range.minimum()),
        Field.of("maximum", range.maximum()));
  }
}
