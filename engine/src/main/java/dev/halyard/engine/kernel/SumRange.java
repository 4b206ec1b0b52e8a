package dev.halyard.engine.kernel;

/**
 * What a sum of products with int8 inputs can be, a bias included into which the input's zero point
 * is folded.
 *
 * @param bias of all inputs zero
 * @param smallest sum
 * @param largest sum
 */
record SumRange(long bias, long smallest, long largest) {

  /** Returns the range of {@code bias + Σ weight · (input − zeroPoint)}. */
  static SumRange of(int bias, int zeroPoint, byte[] weights, int from, int count) {
    long folded = bias;
    long smallest = 0;
    long largest = 0;
    for (int i = from; i < from + count; i++) {
      int weight = weights[i];
      folded -= (long) weight * zeroPoint;
      smallest += (long) weight * (weight > 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE);
      largest += (long) weight * (weight > 0 ? Byte.MAX_VALUE : Byte.MIN_VALUE);
    }
    return new SumRange(folded, folded + smallest, folded + largest);
  }

  /** Returns the largest magnitude of the bias and of any sum. */
  long magnitude() {
    return Math.max(Math.abs(bias), Math.max(Math.abs(smallest), Math.abs(largest)));
  }
}
