package dev.halyard.engine.ir.arithmetic;

/**
 * A real factor as {@code multiplier · 2^(shift − 31)}.
 *
 * <p>Source: QuantizeMultiplier in tensorflow/lite/kernels/internal/quantization_util.cc,
 * MultiplyByQuantizedMultiplier in kernels/internal/common.cc.
 *
 * @param multiplier Q31, its magnitude in [2^30, 2^31), or 0; negative only for a negative slope of
 *     LEAKY_RELU; a mean's may be smaller
 * @param shift left if positive, right if negative
 */
public record QuantizedMultiplier(int multiplier, int shift) {

  /**
   * Returns the nearest representation of {@code factor}, half away from zero; (0, 0) where it is
   * below 2^-32.
   *
   * @param factor finite
   */
  public static QuantizedMultiplier of(double factor) {
    if (factor == 0) {
      return new QuantizedMultiplier(0, 0);
    }
    int shift = Math.getExponent(factor) + 1;
    long multiplier =
        (long) Math.signum(factor) * Math.round(Math.abs(Math.scalb(factor, 31 - shift)));
    if (Math.abs(multiplier) == 1L << 31) {
      multiplier /= 2;
      shift++;
    }
    if (shift < -31) {
      return new QuantizedMultiplier(0, 0);
    }
    return new QuantizedMultiplier((int) multiplier, shift);
  }

  /** Returns the factor from one scale to another: {@code from / to} in double precision. */
  public static QuantizedMultiplier ofScales(float from, float to) {
    return of((double) from / to);
  }

  /**
   * Returns {@code value · factor}, rounded twice as the reference kernels do; for a negative
   * factor it is the product with its magnitude, negated, which matters where the first rounding
   * meets a half.
   */
  public int apply(int value) {
    if (multiplier < 0) {
      return -new QuantizedMultiplier(-multiplier, shift).apply(value);
    }
    int left = Math.max(shift, 0);
    int right = Math.max(-shift, 0);
    return FixedPoint.roundingDivideByPowerOfTwo(
        FixedPoint.saturatingRoundingDoublingHighMul(value * (1 << left), multiplier), right);
  }
}
