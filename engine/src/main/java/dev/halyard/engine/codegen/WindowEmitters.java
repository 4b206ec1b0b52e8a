package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.MeanParameters;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mean;
import dev.halyard.engine.ir.op.Padding;
import dev.halyard.engine.kernel.Geometry;
import dev.halyard.engine.kernel.RowShape;
import dev.halyard.engine.kernel.StridedShape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kernels that reduce a window or whole dimensions, without weights. */
final class WindowEmitters {
  private static final Extent2d ONE = new Extent2d(1, 1);

  private WindowEmitters() {}

  static NodeCode averagePool2d(EmitContext node) {
    AveragePool2d pool = (AveragePool2d) node.node().operator();
    return pool(
        node, "AveragePool2d", pool.window(), pool.stride(), pool.padding(), pool.activation());
  }

  static NodeCode maxPool2d(EmitContext node) {
    MaxPool2d pool = (MaxPool2d) node.node().operator();
    return pool(node, "MaxPool2d", pool.window(), pool.stride(), pool.padding(), pool.activation());
  }

  /** A mean, or an average pool over the whole image. */
  static NodeCode mean(EmitContext node) {
    if (node.node().operator() instanceof AveragePool2d pool) {
      int count = pool.window().height() * pool.window().width();
      Mean mean = new Mean(List.of(1, 2), true);
      RustExpression scaling =
          RustExpression.struct("Scaling::Divide", List.of(Field.of("count", count)));
      RustExpression range =
          Literals.range(0, ActivationRange.of(pool.activation(), node.outputQuantization()));
      String attributes =
          Attributes.window(
              pool.window(), ONE, ONE, pool.padding(), node.inputShape(0), pool.activation());
      return mean(node, mean, attributes, List.of(bias(0), scaling(scaling), range(range)));
    }
    Mean mean = (Mean) node.node().operator();
    MeanParameters parameters = MeanParameters.of(node.graph(), node.node());
    int bias = -node.inputQuantization(0).zeroPoint() * parameters.count();
    RustExpression scaling = Literals.scale("Scaling::Requantize", parameters.multiplier());
    RustExpression range = Literals.range(Activation.NONE, node.outputQuantization());
    return mean(
        node, mean, "axes " + mean.axes(), List.of(bias(bias), scaling(scaling), range(range)));
  }

  private static Field bias(int bias) {
    return Field.of("bias", bias);
  }

  private static Field scaling(RustExpression scaling) {
    return Field.of("scaling", scaling);
  }

  private static Field range(RustExpression range) {
    return Field.of("range", range);
  }

  private static NodeCode mean(
      EmitContext node, Mean mean, String attributes, List<Field> arithmetic) {
    StridedShape shape = Geometry.mean(node.graph(), node.node(), mean);
    RustExpression.Struct literal =
        RustExpression.struct(
            "Mean",
            List.of(
                Field.of("shape", Literals.array(shape.shape())),
                Field.of("strides", Literals.array(shape.strides().get(0))),
                arithmetic.get(0),
                arithmetic.get(1),
                arithmetic.get(2)));
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            literal,
            Map.of("mean", Set.of("Mean", "Scaling"), "arithmetic", Set.of("OutputRange")));
    KernelCall call =
        new KernelCall(
            constants.name(),
            List.of(node.view("input", 0, new RowShape(shape.rows(), shape.rowLength()))),
            node.outputView(RowShape.flat(node.outputShape())),
            node.use().tiles());
    return NodeCode.of(attributes, List.of(), constants, call);
  }

  private static NodeCode pool(
      EmitContext node,
      String type,
      Extent2d window,
      Extent2d stride,
      Padding padding,
      Activation activation) {
    ActivationRange range = ActivationRange.of(activation, node.outputQuantization());
    RustExpression.Struct literal =
        RustExpression.struct(
            type,
            List.of(
                Field.of("input", Literals.image(node.inputShape(0))),
                Field.of("output", Literals.image(node.outputShape())),
                Field.of("window", Literals.window(window, stride, ONE, padding)),
                Field.of("minimum", range.minimum()),
                Field.of("maximum", range.maximum())));
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            literal,
            Map.of(
                node.use().kernel().module(), Set.of(type), "geometry", Set.of("Image", "Window")));
    KernelCall call =
        new KernelCall(
            constants.name(),
            List.of(node.view("input", 0, RowShape.of(node.inputShape(0)))),
            node.outputView(RowShape.of(node.outputShape())),
            node.use().tiles());
    String attributes =
        Attributes.window(window, stride, ONE, padding, node.inputShape(0), activation);
    return NodeCode.of(attributes, List.of(), constants, call);
  }
}
