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

  /** Returns the place of a value; of one beyond an end, that end. */
  double at(double value) {
    double inside = Math.max(start, Math.min(end, value));
    return left + Math.log(inside / start) / Math.log(end / start) * (right - left);
  }
}
