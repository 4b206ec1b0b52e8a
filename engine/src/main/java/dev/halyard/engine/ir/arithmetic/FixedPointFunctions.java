package dev.halyard.engine.ir.arithmetic;

import static dev.halyard.engine.ir.arithmetic.FixedPoint.roundingDivideByPowerOfTwo;
import static dev.halyard.engine.ir.arithmetic.FixedPoint.roundingHalfSum;
import static dev.halyard.engine.ir.arithmetic.FixedPoint.saturatingRoundingDoublingHighMul;
import static dev.halyard.engine.ir.arithmetic.FixedPoint.saturatingShiftLeft;

/**
 * exp, 1/(1 + x), logistic and tanh of fixed-point numbers, to the bit as gemmlowp computes them.
 *
 * <p>Qm.n is a 32-bit number with m integer bits and n = 31 − m fractional ones. In Q0.31 the
 * number one is 2^31 − 1.
 *
 * <p>Source: google/gemmlowp fixedpoint/fixedpoint.h.
 */
public final class FixedPointFunctions {
  private static final int ONE_Q0 = Integer.MAX_VALUE;
  private static final int ONE_Q2 = 1 << 29;

  /** exp(−1/8) and 1/3 in Q0.31. */
  private static final int EXP_MINUS_EIGHTH = 1895147668;

  private static final int ONE_THIRD = 715827883;

  /** 48/17 and −32/17 in Q2.29: the first guess of the reciprocal. */
  private static final int FORTY_EIGHT_17THS = 1515870810;

  private static final int MINUS_THIRTY_TWO_17THS = -1010580540;

  /** exp(−2^k) in Q0.31 for k from −2. */
  private static final int[] EXP_MINUS_POWERS_OF_TWO = {
    1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242
  };

  private FixedPointFunctions() {}

  /**
   * Returns exp(a) in Q0.31: {@code a = −(k · 1/4) + r} with r in [−1/4, 0), exp(r) from a
   * polynomial of degree 4 around −1/8, times exp(−2^i) for every set bit of k.
   *
   * @param a at most 0, with {@code integerBits} integer bits
   * @param integerBits from 0 to 5
   */
  public static int expOnNegativeValues(int a, int integerBits) {
    if (a == 0) {
      return ONE_Q0;
    }
    int fractionalBits = 31 - integerBits;
    int quarter = 1 << (fractionalBits - 2);
    int remainder = (a & (quarter - 1)) - quarter;
    int result = expOfLastQuarter(saturatingShiftLeft(remainder, integerBits));
    int quarters = remainder - a;
    for (int exponent = -2; exponent < integerBits; exponent++) {
      if ((quarters & (1 << (fractionalBits + exponent))) != 0) {
        result = saturatingRoundingDoublingHighMul(result, EXP_MINUS_POWERS_OF_TWO[exponent + 2]);
      }
    }
    return result;
  }

  /** Returns exp(a) for a in [−1/4, 0), both in Q0.31. */
  private static int expOfLastQuarter(int a) {
    int x = a + (1 << 28);
    int x2 = saturatingRoundingDoublingHighMul(x, x);
    int x3 = saturatingRoundingDoublingHighMul(x2, x);
    int x4 = saturatingRoundingDoublingHighMul(x2, x2);
    int quarterX4 = roundingDivideByPowerOfTwo(x4, 2);
    int tail =
        roundingDivideByPowerOfTwo(
            saturatingRoundingDoublingHighMul(quarterX4 + x3, ONE_THIRD) + x2, 1);
    return EXP_MINUS_EIGHTH + saturatingRoundingDoublingHighMul(EXP_MINUS_EIGHTH, x + tail);
  }

  /** Returns 1/(1 + a) in Q0.31 for a in [0, 1] in Q0.31. */
  public static int oneOverOnePlus(int a) {
    return saturatingShiftLeft(reciprocalOfHalf(a), 1);
  }

  /** Returns (1 − a)/(1 + a) in Q0.31 for a in [0, 1] in Q0.31. */
  private static int oneMinusOverOnePlus(int a) {
    return saturatingShiftLeft(reciprocalOfHalf(a) - ONE_Q2, 2);
  }

  /** Returns 2/(1 + a) in Q2.29, by three Newton steps. */
  private static int reciprocalOfHalf(int a) {
    int halfDenominator = roundingHalfSum(a, ONE_Q0);
    int x =
        FORTY_EIGHT_17THS
            + saturatingRoundingDoublingHighMul(halfDenominator, MINUS_THIRTY_TWO_17THS);
    for (int step = 0; step < 3; step++) {
      int error = ONE_Q2 - saturatingRoundingDoublingHighMul(halfDenominator, x);
      x += saturatingShiftLeft(saturatingRoundingDoublingHighMul(x, error), 2);
    }
    return x;
  }

  /** Returns 1/(1 + exp(−a)) in Q0.31 for a in Q4.27. */
  public static int logistic(int a) {
    if (a == 0) {
      return 1 << 30;
    }
    int positive = oneOverOnePlus(expOnNegativeValues(-Math.abs(a), 4));
    return a > 0 ? positive : ONE_Q0 - positive;
  }

  /** Returns tanh(a) in Q0.31 for a in Q4.27; exp(−2·|a|) is that of the same bits in Q5.26. */
  public static int tanh(int a) {
    if (a == 0) {
      return 0;
    }
    int positive = oneMinusOverOnePlus(expOnNegativeValues(-Math.abs(a), 5));
    return a > 0 ? positive : -positive;
  }
}
