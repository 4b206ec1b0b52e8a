package dev.halyard.engine.ir.op;

/**
 * {@code y = clamp(round(x / scale) + zeroPoint)} from float32, half away from zero; from int8 a
 * requantization.
 *
 * <p>Any shape; output int8.
 *
 * <p>Source: reference/quantize.h and reference/requantize.h of tensorflow/tflite-micro @90b983c.
 */
public record Quantize() implements Operator {
  @Override
  public String builtinName() {
    return "QUANTIZE";
  }
}
