package dev.halyard.engine.ir.arithmetic;

/**
 * The two rounding primitives of the reference kernels.
 *
 * <p>Source: google/gemmlowp fixedpoint/fixedpoint.h.
 */
public final class FixedPoint {
  private FixedPoint() {}

  /**
   * Returns {@code round(a · b / 2^31)}, half away from zero, saturated for the one product that
   * overflows.
   */
  public static int saturatingRoundingDoublingHighMul(int a, int b) {
    if (a == Integer.MIN_VALUE && b == Integer.MIN_VALUE) {
      return Integer.MAX_VALUE;
    }
    long product = (long) a * b;
    long nudge = product >= 0 ? 1L << 30 : 1 - (1L << 30);
    return (int) ((product + nudge) / (1L << 31));
  }

  /**
   * Returns {@code round(value / 2^exponent)}, half away from zero.
   *
   * @param exponent from 0 to 31
   */
  public static int roundingDivideByPowerOfTwo(int value, int exponent) {
    int mask = (int) ((1L << exponent) - 1);
    int remainder = value & mask;
    int threshold = (mask >> 1) + (value < 0 ? 1 : 0);
    return (value >> exponent) + (remainder > threshold ? 1 : 0);
  }
}
