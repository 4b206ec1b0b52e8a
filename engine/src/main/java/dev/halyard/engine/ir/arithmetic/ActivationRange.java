package dev.halyard.engine.ir.arithmetic;

import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.op.Activation;

/**
 * The clamp of a fused activation, in the output's quantized units.
 *
 * <p>Source: CalculateActivationRangeQuantized in tensorflow/lite/kernels/kernel_util.cc.
 *
 * @param minimum at least −128
 * @param maximum at most 127
 */
public record ActivationRange(int minimum, int maximum) {

  /** Returns the range of an int8 output. */
  public static ActivationRange of(Activation activation, Quantization output) {
    return switch (activation) {
      case NONE -> new ActivationRange(-128, 127);
      case RELU -> new ActivationRange(Math.max(-128, quantize(0f, output)), 127);
      case RELU6 ->
          new ActivationRange(
              Math.max(-128, quantize(0f, output)), Math.min(127, quantize(6f, output)));
      case RELU_N1_TO_1 ->
          new ActivationRange(
              Math.max(-128, quantize(-1f, output)), Math.min(127, quantize(1f, output)));
    };
  }

  /** Returns whether every value is clamped to the same. */
  public boolean isOneValue() {
    return minimum == maximum;
  }

  /** Returns {@code value} clamped. */
  public int clamp(int value) {
    return Math.min(Math.max(value, minimum), maximum);
  }

  private static int quantize(float real, Quantization output) {
    return output.zeroPoint() + FloatQuantization.roundHalfAway(real / output.scale());
  }
}
