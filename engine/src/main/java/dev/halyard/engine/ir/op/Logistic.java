package dev.halyard.engine.ir.op;

/**
 * {@code y = 1 / (1 + exp(−x))}, element by element.
 *
 * <p>int8, output scale 1/256 and zero point −128.
 *
 * <p>Source: reference/integer_ops/logistic.h of tensorflow/tflite-micro @90b983c.
 */
public record Logistic() implements Operator {
  @Override
  public String builtinName() {
    return "LOGISTIC";
  }
}
