package dev.halyard.harness.report.benchmark;

/**
 * An axis from left to right.
 *
 * @param title what it measures
 * @param left where it starts
 * @param right where it ends
 * @param start value at its left end, above 0 if it is logarithmic
 * @param end value at its right end
 * @param logarithmic whether equal ratios, not equal differences, are equally long
 */
record Scale(
    String title, double left, double right, double start, double end, boolean logarithmic) {

  static Scale linear(String title, double left, double right, double end) {
    return new Scale(title, left, right, 0, end, false);
  }

  static Scale logarithmic(String title, double left, double right, double start, double end) {
    return new Scale(title, left, right, start, end, true);
  }

  /** Returns the place of a value; of one beyond an end, that end. */
  double at(double value) {
    double inside = Math.max(start, Math.min(end, value));
    double share =
        logarithmic
            ? Math.log(inside / start) / Math.log(end / start)
            : (inside - start) / (end - start);
    return left + share * (right - left);
  }
}
