package dev.halyard.engine.requantization;

import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.FixedPoint;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;

/**
 * What the reference makes of an output channel's accumulator, whose range is known: {@code
 * clamp(scale · accumulator + zeroPoint)}, rounded twice.
 *
 * @param scale of the channel
 * @param zeroPoint of the output
 * @param range of the fused activation
 * @param bias added to an accumulator before it is scaled; 0 where it is part of the accumulator
 * @param lowest that the accumulator can be
 * @param highest that the accumulator can be, at least {@code lowest}
 */
public record Requantization(
    QuantizedMultiplier scale,
    int zeroPoint,
    ActivationRange range,
    long bias,
    long lowest,
    long highest) {

  /**
   * @throws IllegalArgumentException if the range is empty
   */
  public Requantization {
    if (lowest > highest) {
      throw new IllegalArgumentException("accumulators from " + lowest + " to " + highest);
    }
  }

  /**
   * Tells whether no number overflows on the way from any accumulator to its output, so that a
   * larger one never gives a smaller output. Nothing can be proven otherwise.
   */
  public boolean isMonotone() {
    return scale.multiplier() >= 0 && isExact(lowest) && isExact(highest);
  }

  private boolean isExact(long accumulator) {
    int left = Math.max(scale.shift(), 0);
    long biased = accumulator + bias;
    long shifted = biased << left;
    return fits(biased)
        && shifted >> left == biased
        && fits(shifted)
        && fits((long) scale.apply((int) biased) + zeroPoint);
  }

  static boolean fits(long value) {
    return value == (int) value;
  }

  /** Tells whether all accumulators have the same output. */
  public boolean isConstant() {
    return isMonotone() && apply(lowest) == apply(highest);
  }

  /**
   * Returns the output.
   *
   * @param accumulator from {@code lowest} to {@code highest}
   */
  public int apply(long accumulator) {
    return range.clamp(scale.apply((int) (accumulator + bias)) + zeroPoint);
  }

  /**
   * Returns the smallest accumulator whose output is at least {@code output}; {@code highest + 1}
   * if there is none.
   */
  public long threshold(int output) {
    long below = lowest - 1;
    long from = highest + 1;
    while (from - below > 1) {
      long middle = below + (from - below) / 2;
      if (apply(middle) >= output) {
        from = middle;
      } else {
        below = middle;
      }
    }
    return from;
  }

  /** Returns the right shift after the multiplication, 0 where the factor shifts left. */
  int rightShift() {
    return Math.max(-scale.shift(), 0);
  }

  /** Returns {@code value} clamped to what an int8 can be. */
  static int saturate(long value) {
    return FixedPoint.saturateToInt8(
        (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value)));
  }
}
