package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.Padding;
import dev.halyard.engine.kernel.RowShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plain kernels with weights: {@code conv_2d}, {@code depthwise_conv_2d}, {@code fully_connected};
 * and what the emitters of other kernels for the same operators have in common with them.
 */
final class ConvolutionEmitters {
  private static final int BLOCK_ELEMENTS = 16;

  private ConvolutionEmitters() {}

  static NodeCode conv2d(EmitContext node) {
    Sliding sliding = Sliding.of(node);
    Shape input = node.inputShape(0);
    int outputs = node.outputShape().dimension(3);
    int window = sliding.window().height() * sliding.window().width();
    int depth = window * input.dimension(3);
    byte[] weights = weights(node);
    FlashArray packed = blocks(node, weights, outputs, depth);
    FlashArray channels = channels(node, weights, depth);
    List<Field> fields = geometry(node, sliding);
    fields.add(Field.of("input_zero_point", node.inputQuantization(0).zeroPoint()));
    fields.add(Field.of("weights", packed.slice()));
    fields.add(Field.of("channels", channels.slice()));
    fields.add(Field.of("range", Literals.range(sliding.activation(), node.outputQuantization())));
    return code(node, "Conv2d", fields, sliding, List.of(packed, channels));
  }

  static NodeCode depthwiseConv2d(EmitContext node) {
    Sliding sliding = Sliding.of(node);
    int outputs = node.outputShape().dimension(3);
    int taps = sliding.window().height() * sliding.window().width();
    byte[] byChannel = WeightPacking.transposed(weights(node), taps, outputs);
    FlashArray packed =
        FlashArray.ofInt8(
            node.constantName("weights"),
            "Weights, `[channels][height][width]`, a channel to a line.",
            WeightPacking.planes(weights(node), outputs, taps),
            taps);
    FlashArray channels = channels(node, byChannel, taps);
    List<Field> fields = geometry(node, sliding);
    fields.add(Field.of("multiplier", outputs / node.inputShape(0).dimension(3)));
    fields.add(Field.of("input_zero_point", node.inputQuantization(0).zeroPoint()));
    fields.add(Field.of("weights", packed.slice()));
    fields.add(Field.of("channels", channels.slice()));
    fields.add(Field.of("range", Literals.range(sliding.activation(), node.outputQuantization())));
    return code(node, "DepthwiseConv2d", fields, sliding, List.of(packed, channels));
  }

  static NodeCode fullyConnected(EmitContext node) {
    FullyConnected operator = (FullyConnected) node.node().operator();
    int outputs = node.inputShape(1).dimension(0);
    int depth = node.inputShape(1).dimension(1);
    FlashArray packed = blocks(node, weights(node), outputs, depth);
    FlashArray channels = channels(node, weights(node), depth);
    RustExpression.Struct literal =
        RustExpression.struct(
            "FullyConnected",
            List.of(
                Field.of("depth", depth),
                Field.of("weights", packed.slice()),
                Field.of("channels", channels.slice()),
                Field.of(
                    "range", Literals.range(operator.activation(), node.outputQuantization()))));
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            literal,
            Map.of("fully_connected", Set.of("FullyConnected"), "arithmetic", ARITHMETIC));
    return product(node, constants, List.of(packed, channels));
  }

  /** Returns the code of one call that multiplies rows of the input by all weights. */
  static NodeCode product(EmitContext node, OperatorConstants constants, List<FlashArray> arrays) {
    FullyConnected operator = (FullyConnected) node.node().operator();
    Shape weights = node.inputShape(1);
    int batches = node.use().tiles().rows();
    KernelCall call =
        new KernelCall(
            constants.name(),
            List.of(node.view("input", 0, new RowShape(batches, weights.dimension(1)))),
            node.outputView(new RowShape(batches, weights.dimension(0))),
            node.use().tiles());
    return NodeCode.of(Attributes.activation(operator.activation()), arrays, constants, call);
  }

  private static final Set<String> ARITHMETIC = Set.of("Channel", "OutputRange");

  private static final Map<String, Set<String>> GEOMETRIC =
      Map.of("arithmetic", ARITHMETIC, "geometry", Set.of("Image", "Window"));

  /** What convolutions of both kinds have in common. */
  record Sliding(
      Extent2d window, Extent2d stride, Extent2d dilation, Padding padding, Activation activation) {

    static Sliding of(EmitContext node) {
      Shape weights = node.inputShape(1);
      Extent2d window = new Extent2d(weights.dimension(1), weights.dimension(2));
      if (node.node().operator() instanceof DepthwiseConv2d operator) {
        return new Sliding(
            window,
            operator.stride(),
            operator.dilation(),
            operator.padding(),
            operator.activation());
      }
      Conv2d operator = (Conv2d) node.node().operator();
      return new Sliding(
          window,
          operator.stride(),
          operator.dilation(),
          operator.padding(),
          operator.activation());
    }
  }

  static byte[] weights(EmitContext node) {
    ConstantData data = node.input(1).requireConstant();
    return data.toBytes();
  }

  private static FlashArray blocks(EmitContext node, byte[] weights, int outputs, int depth) {
    return FlashArray.ofInt8(
        node.constantName("weights"),
        "Weights, `[%d outputs / 4][%d inputs / 4][4 outputs][4 inputs]`, zeroes outside."
            .formatted(outputs, depth),
        WeightPacking.blocks(weights, outputs, depth),
        BLOCK_ELEMENTS);
  }

  static FlashArray channels(EmitContext node, byte[] weights, int depth) {
    String name = node.constantName("channels");
    return WeightPacking.channels(name, node.graph(), node.node(), weights, depth);
  }

  static List<Field> geometry(EmitContext node, Sliding sliding) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of("input", Literals.image(node.inputShape(0))));
    fields.add(Field.of("output", Literals.image(node.outputShape())));
    fields.add(
        Field.of(
            "window",
            Literals.window(
                sliding.window(), sliding.stride(), sliding.dilation(), sliding.padding())));
    return fields;
  }

  static NodeCode code(
      EmitContext node, String type, List<Field> fields, Sliding sliding, List<FlashArray> arrays) {
    return code(node, type, fields, sliding, arrays, GEOMETRIC);
  }

  /**
   * Returns the code of one call.
   *
   * @param types that the constants name, by module, beside {@code type}
   */
  static NodeCode code(
      EmitContext node,
      String type,
      List<Field> fields,
      Sliding sliding,
      List<FlashArray> arrays,
      Map<String, Set<String>> types) {
    Map<String, Set<String>> named = new HashMap<>(types);
    named.put(node.use().kernel().module(), Set.of(type));
    OperatorConstants constants =
        new OperatorConstants(node.constantName(""), RustExpression.struct(type, fields), named);
    return code(node, constants, sliding, arrays);
  }

  static NodeCode code(
      EmitContext node, OperatorConstants constants, Sliding sliding, List<FlashArray> arrays) {
    KernelCall call =
        new KernelCall(
            constants.name(),
            List.of(node.view("input", 0, RowShape.of(node.inputShape(0)))),
            node.outputView(RowShape.of(node.outputShape())),
            node.use().tiles());
    String attributes =
        Attributes.window(
            sliding.window(),
            sliding.stride(),
            sliding.dilation(),
            sliding.padding(),
            node.inputShape(0),
            sliding.activation());
    return NodeCode.of(attributes, arrays, constants, call);
  }
}
