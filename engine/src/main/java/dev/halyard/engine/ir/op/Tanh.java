package dev.halyard.engine.ir.op;

/**
 * {@code y = tanh(x)}, element by element.
 *
 * <p>int8, output scale 1/128 and zero point 0.
 *
 * <p>Source: reference/integer_ops/tanh.h of tensorflow/tflite-micro @90b983c.
 */
public record Tanh() implements Operator {
  @Override
  public String builtinName() {
    return "TANH";
  }
}
