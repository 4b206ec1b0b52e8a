package dev.halyard.engine.ir.arithmetic;

import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.op.Softmax;

/**
 * What an int8 softmax needs of exp: for every difference of an input to its row's maximum.
 *
 * <p>{@code exp[d] = exp(−d · scale · beta)} in Q0.31 (gemmlowp's exp_on_negative_values of the
 * difference in Q5.26); 0 for differences beyond {@code floor(31 · 2^26 / 2^shift)}, which the
 * reference kernel skips: adding 0, and 0 times the reciprocal, is the same.
 *
 * <p>A row is then: {@code sum = Σ round(exp[max − x] / 2^12)} in Q12.19; the {@link Reciprocal} of
 * the sum; {@code y = clamp(round(reciprocal · exp[max − x] / 2^(bitsOverUnit + 23)) − 128)}.
 *
 * <p>Source: reference/softmax.h and micro/kernels/softmax_common.cc of
 * tensorflow/tflite-micro @90b983c.
 */
public final class SoftmaxTable {
  private static final int DIFFERENCES = 256;
  private static final int INPUT_INTEGER_BITS = 5;
  private static final int SUM_INTEGER_BITS = 12;

  private final int[] exp = new int[DIFFERENCES];

  private SoftmaxTable(ScaledInput input) {
    for (int difference = 0; difference < DIFFERENCES; difference++) {
      if (difference <= input.radius()) {
        exp[difference] =
            FixedPointFunctions.expOnNegativeValues(input.apply(-difference), INPUT_INTEGER_BITS);
      }
    }
  }

  /**
   * Returns the table for an input quantization.
   *
   * @throws IllegalArgumentException if {@code beta · scale} is not above 2^-26, which the
   *     reference kernel does not accept
   */
  public static SoftmaxTable of(Softmax operator, Quantization input) {
    double factor = (double) operator.beta() * input.scale();
    if (!(factor * (1 << 26) > 1)) {
      throw new IllegalArgumentException("beta · scale = " + factor + " is not above 2^-26");
    }
    return new SoftmaxTable(ScaledInput.of(factor, INPUT_INTEGER_BITS));
  }

  /** Returns exp of minus {@code difference}, in Q0.31. */
  public int exp(int difference) {
    return exp[difference];
  }

  /** Returns a copy of the whole table, 256 entries. */
  public int[] toArray() {
    return exp.clone();
  }

  /** Returns what exp of minus {@code difference} adds to the sum of a row, in Q12.19. */
  public int addend(int difference) {
    return FixedPoint.roundingDivideByPowerOfTwo(exp[difference], SUM_INTEGER_BITS);
  }

  /** Returns the output for an input that lies {@code difference} below the maximum of its row. */
  public byte output(int difference, Reciprocal reciprocal) {
    int product =
        FixedPoint.saturatingRoundingDoublingHighMul(reciprocal.fraction(), exp[difference]);
    int shift = reciprocal.bitsOverUnit() + 31 - Byte.SIZE;
    return FixedPoint.saturateToInt8(
        FixedPoint.roundingDivideByPowerOfTwo(product, shift) + Byte.MIN_VALUE);
  }

  /**
   * {@code 1 / sum = fraction · 2^−bitsOverUnit}.
   *
   * @param fraction in Q0.31
   * @param bitsOverUnit position of the highest bit of the sum above the one of 1.0
   */
  public record Reciprocal(int fraction, int bitsOverUnit) {

    /** Returns the reciprocal of a sum in Q12.19, at least 1.0. */
    public static Reciprocal of(int sum) {
      int leadingZeros = Integer.numberOfLeadingZeros(sum);
      int fraction = (sum << leadingZeros) - Integer.MIN_VALUE;
      return new Reciprocal(
          FixedPointFunctions.oneOverOnePlus(fraction), SUM_INTEGER_BITS - leadingZeros);
    }
  }
}
