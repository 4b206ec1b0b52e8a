package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Padding;
import java.util.List;

/** Literals of the structs that several kernels hold. */
final class Literals {
  private Literals() {}

  /** Returns an {@code Image}: the height, width and channels of a shape. */
  static RustExpression image(Shape shape) {
    return RustExpression.struct(
        "Image",
        List.of(
            RustExpression.Field.of("height", shape.dimension(1)),
            RustExpression.Field.of("width", shape.dimension(2)),
            RustExpression.Field.of("channels", shape.dimension(3))));
  }

  /** Returns a {@code Window}. */
  static RustExpression window(
      Extent2d window, Extent2d stride, Extent2d dilation, Padding padding) {
    return RustExpression.struct(
        "Window",
        List.of(
            RustExpression.Field.of("height", window.height()),
            RustExpression.Field.of("width", window.width()),
            RustExpression.Field.of("stride_y", stride.height()),
            RustExpression.Field.of("stride_x", stride.width()),
            RustExpression.Field.of("dilation_y", dilation.height()),
            RustExpression.Field.of("dilation_x", dilation.width()),
            RustExpression.Field.of("padding_top", padding.top()),
            RustExpression.Field.of("padding_left", padding.left())));
  }

  /** Returns an {@code OutputRange}: zero point and activation of an output. */
  static RustExpression range(Activation activation, Quantization output) {
    ActivationRange range = ActivationRange.of(activation, output);
    return range(output.zeroPoint(), range);
  }

  /** Returns an {@code OutputRange}. */
  static RustExpression range(int zeroPoint, ActivationRange range) {
    return RustExpression.struct(
        "OutputRange",
        List.of(
            RustExpression.Field.of("zero_point", zeroPoint),
            RustExpression.Field.of("minimum", range.minimum()),
            RustExpression.Field.of("maximum", range.maximum())));
  }

  /** Returns a {@code Scale}, or another struct of {@code multiplier} and {@code shift}. */
  static RustExpression scale(String type, QuantizedMultiplier multiplier) {
    return RustExpression.struct(
        type,
        List.of(
            new RustExpression.Field(
                "multiplier",
                RustExpression.of(multiplier.multiplier()),
                WeightPacking.meaning(multiplier)),
            RustExpression.Field.of("shift", multiplier.shift())));
  }

  /** Returns an array of a few numbers. */
  static RustExpression array(List<Integer> values) {
    return RustExpression.of(values.toString());
  }
}
