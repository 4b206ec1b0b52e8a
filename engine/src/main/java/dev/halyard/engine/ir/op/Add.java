package dev.halyard.engine.ir.op;

/**
 * {@code y = act(a + b)}, element by element.
 *
 * <p>Inputs a and b of equal shape, or of shapes that broadcast to the output's (aligned at the
 * innermost dimension, 1 repeats); either may be constant.
 *
 * <p>int8, any quantization of the three.
 *
 * <p>Source: reference/integer_ops/add.h and micro/kernels/add_common.cc of
 * tensorflow/tflite-micro @90b983c.
 */
public record Add(Activation activation) implements Operator {
  @Override
  public String builtinName() {
    return "ADD";
  }
}
