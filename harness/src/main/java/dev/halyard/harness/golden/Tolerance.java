package dev.halyard.harness.golden;

import dev.halyard.engine.ir.ElementType;

/**
 * How far a float32 element may be from the expected one: {@code |a − b| ≤ absolute + relative ·
 * |a|}. Integers are always exact.
 *
 * @param absolute at least 0
 * @param relative at least 0
 */
public record Tolerance(double absolute, double relative) {
  /** Equal bits, but for the sign of zero. */
  public static final Tolerance EXACT = new Tolerance(0, 0);

  /** Tells whether {@code actual} is near enough. */
  public boolean accepts(ElementType type, double expected, double actual) {
    if (type != ElementType.FLOAT32) {
      return expected == actual;
    }
    if (Double.isNaN(expected) || Double.isNaN(actual)) {
      return Double.isNaN(expected) && Double.isNaN(actual);
    }
    return expected == actual
        || Math.abs(expected - actual) <= absolute + relative * Math.abs(expected);
  }
}
