package dev.halyard.engine.requantization;

/**
 * A requantization as a few instructions compute it: {@code saturate((⌊(x · multiplier + round) /
 * 2^32⌋ + addend + step) >> rightShift)} with {@code x = (accumulator << leftShift) + offset}.
 *
 * <p>Every intermediate value is one of 32 bits; a form holds only where none of them overflows.
 *
 * @param leftShift of the accumulator: free where weights are scaled, or the sum is anyway
 * @param offset added to the shifted accumulator: it can be part of the bias
 * @param multiplier at least 0, below 2^32
 * @param rounds whether 2^31 is added to the product before its upper half is taken, as SMMLAR does
 * @param addend added to the upper half, as SMMLA and SMMLAR do
 * @param signStep what the sign of the accumulator adds
 * @param rightShift at the end, 0 to 31
 */
public record Form(
    int leftShift,
    int offset,
    long multiplier,
    boolean rounds,
    int addend,
    SignStep signStep,
    int rightShift) {

  /** What is added before the last shift, by the sign of the accumulator. */
  public enum SignStep {
    /** Nothing. */
    NONE,
    /** −1 for a negative accumulator: {@code add v, v, x asr #31}. */
    MINUS_ONE_BELOW_ZERO,
    /** 2 for an accumulator that is not negative: {@code bltz x, 1f; addi v, v, 2; 1:}. */
    PLUS_TWO_FROM_ZERO;

    private long of(long accumulator) {
      return switch (this) {
        case NONE -> 0;
        case MINUS_ONE_BELOW_ZERO -> accumulator < 0 ? -1 : 0;
        case PLUS_TWO_FROM_ZERO -> accumulator < 0 ? 0 : 2;
      };
    }
  }

  private static final long HALF = 1L << 31;

  /**
   * @throws IllegalArgumentException if a shift or the multiplier is out of its range
   */
  public Form {
    if (leftShift < 0
        || leftShift > 31
        || rightShift < 0
        || rightShift > 31
        || multiplier < 0
        || multiplier >> Integer.SIZE != 0) {
      throw new IllegalArgumentException(
          "shifts %d and %d, multiplier %d".formatted(leftShift, rightShift, multiplier));
    }
  }

  /** Tells whether no intermediate value of this accumulator overflows. */
  boolean isExact(long accumulator) {
    return Requantization.fits(accumulator)
        && Requantization.fits(scaled(accumulator))
        && Requantization.fits(scaled(accumulator) - offset)
        && Requantization.fits(high(accumulator))
        && Requantization.fits(high(accumulator) + signStep.of(accumulator));
  }

  private long scaled(long accumulator) {
    return (accumulator << leftShift) + offset;
  }

  private long high(long accumulator) {
    long product = scaled(accumulator) * multiplier + (rounds ? HALF : 0);
    return (product >> Integer.SIZE) + addend;
  }

  /** Returns the output of an accumulator for which the form is exact. */
  public int apply(long accumulator) {
    return Requantization.saturate((high(accumulator) + signStep.of(accumulator)) >> rightShift);
  }
}
