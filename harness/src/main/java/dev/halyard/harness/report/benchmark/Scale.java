package dev.halyard.harness.report.benchmark;

/**
 * A logarithmic axis from left to right: equal ratios are equally long.
 *
 * @param title what it measures
 * @param left where it starts
 * @param right where it ends
 * @param start value at its left end, above 0
 * @param end value at its right end
 */
record Scale(String title, double left, double right, double start, double end) {

  /** Returns this axis, made longer by whole ratios until it has all of some values above 0. */
  Scale covering(double[] values, double ratio) {
    double first = start;
    double last = end;
    for (double value : values) {
      while (value < first) {
        first /= ratio;
      }
      while (value > last) {
        last *= ratio;
      }
    }
    return new Scale(title, left, right, first, last);
  }

  /**
   * Returns the place of a value.
   *
   * @throws IllegalArgumentException if it lies beyond an end
   */
  double at(double value) {
    if (value < start || value > end) {
      throw new IllegalArgumentException(
          "%s %s is not between %s and %s".formatted(title, value, start, end));
    }
    return left + Math.log(value / start) / Math.log(end / start) * (right - left);
  }
}
