package dev.halyard.engine.ir.op;

/**
 * {@code y = scale · (x − zeroPoint)} in float32.
 *
 * <p>Any shape; input int8, output float32.
 *
 * <p>Source: reference/dequantize.h of tensorflow/tflite-micro @90b983c.
 */
public record Dequantize() implements Operator {
  @Override
  public String builtinName() {
    return "DEQUANTIZE";
  }
}
