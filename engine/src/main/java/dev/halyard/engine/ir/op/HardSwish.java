package dev.halyard.engine.ir.op;

/**
 * {@code y = x · min(max(0, x + 3), 6) / 6}, element by element.
 *
 * <p>int8, any quantization of the two; 16-bit arithmetic in between.
 *
 * <p>Source: reference/hard_swish.h and micro/kernels/hard_swish_common.cc of
 * tensorflow/tflite-micro @90b983c.
 */
public record HardSwish() implements Operator {
  @Override
  public String builtinName() {
    return "HARD_SWISH";
  }
}
