package dev.halyard.engine.ir.arithmetic;

/**
 * The 16-bit factors of an int8 HARD_SWISH; see {@link #apply}.
 *
 * <p>Source: micro/kernels/hard_swish_common.cc and reference/hard_swish.h of
 * tensorflow/tflite-micro @90b983c.
 *
 * @param output Q15 multiplier of {@code scaleInput / 128 / scaleOutput}
 * @param outputExponent at most 0
 * @param reluish Q15 multiplier of {@code scaleInput / 128 / (3 / 32768)}
 * @param reluishExponent any sign
 */
record HardSwishParameters(short output, int outputExponent, short reluish, int reluishExponent) {

  /**
   * Returns the factors of these scales, computed in float32.
   *
   * @throws IllegalArgumentException if {@code input / 128} is not below {@code output}, which the
   *     reference kernel does not accept
   */
  static HardSwishParameters of(float input, float output) {
    float fineInput = 1f / 128 * input;
    QuantizedMultiplier toOutput = QuantizedMultiplier.of(fineInput / output);
    QuantizedMultiplier toReluish = QuantizedMultiplier.of(fineInput / (3f / 32768));
    if (toOutput.shift() > 0) {
      throw new IllegalArgumentException(
          "HARD_SWISH from scale %s to %s: the ratio must be below 128".formatted(input, output));
    }
    return new HardSwishParameters(
        to16Bits(toOutput.multiplier()),
        toOutput.shift(),
        to16Bits(toReluish.multiplier()),
        toReluish.shift());
  }

  private static short to16Bits(int multiplier) {
    int rounding = 1 << 15;
    return multiplier >= Integer.MAX_VALUE - rounding
        ? Short.MAX_VALUE
        : (short) ((multiplier + rounding) >> 16);
  }

  /**
   * Returns {@code x · reluish(x)} without the output's zero point: x on the output scale, times x
   * scaled from [−3, 3] to [0, 1] and saturated there.
   *
   * @param difference input less its zero point, in [−255, 255]
   */
  int apply(int difference) {
    short fine = (short) (difference << 7);
    short onOutputScale = roundingHighMul(fine, output);
    short product = truncatingHighMul(reluish(fine), onOutputScale);
    return roundingDivide(product, -outputExponent);
  }

  private short reluish(short fine) {
    short value = fine;
    if (reluishExponent > 0) {
      value = saturate((long) value << Math.min(reluishExponent - 1, 32));
    }
    value = roundingHighMul(value, reluish);
    if (reluishExponent > 0) {
      value = saturate((long) value << 1);
    } else if (reluishExponent < 0) {
      value = roundingDivide(value, -reluishExponent);
    }
    return (short) ((value + (1 << 15)) >> 1);
  }

  /** Returns {@code round(a · b / 2^15)}, half away from zero. */
  private static short roundingHighMul(short a, short b) {
    int product = a * b;
    int nudge = product >= 0 ? 1 << 14 : 1 - (1 << 14);
    return saturate((product + nudge) / (1 << 15));
  }

  /**
   * Returns {@code round(value / 2^exponent)}, half away from zero; where the exponent exceeds 15
   * the mask of 16 bits overflows as it does in the reference kernel, so that the result is 1 or
   * −1.
   */
  private static short roundingDivide(short value, int exponent) {
    short mask = (short) ((1L << exponent) - 1);
    int threshold = (mask >> 1) + (value < 0 ? 1 : 0);
    return (short) ((value >> exponent) + ((value & mask) > threshold ? 1 : 0));
  }

  /** Returns {@code a · b / 2^15}, towards zero. */
  private static short truncatingHighMul(short a, short b) {
    return saturate(a * b / (1 << 15));
  }

  private static short saturate(long value) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
  }
}
