package dev.halyard.engine.ir.arithmetic;

/**
 * The rounding primitives of the reference kernels.
 *
 * <p>Source: google/gemmlowp fixedpoint/fixedpoint.h.
 */
public final class FixedPoint {
  private FixedPoint() {}

  /**
   * Returns {@code round(a · b / 2^31)}, half towards positive infinity, saturated for the one
   * product that overflows.
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

  /** Returns {@code round((a + b) / 2)}, half away from zero. */
  public static int roundingHalfSum(int a, int b) {
    long sum = (long) a + b;
    return (int) ((sum + (sum >= 0 ? 1 : -1)) / 2);
  }

  /**
   * Returns {@code value · 2^exponent}, saturated.
   *
   * @param exponent from 0 to 31
   */
  public static int saturatingShiftLeft(int value, int exponent) {
    long shifted = (long) value << exponent;
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, shifted));
  }

  /** Returns {@code value} clamped to int8. */
  public static byte saturateToInt8(int value) {
    return (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, value));
  }
}
