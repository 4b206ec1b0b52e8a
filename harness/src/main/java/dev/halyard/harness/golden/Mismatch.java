package dev.halyard.harness.golden;

import org.jspecify.annotations.Nullable;

/**
 * Where an output first differs from what was expected.
 *
 * @param inference index within the sequence
 * @param output index of the output tensor
 * @param element row-major index within that tensor
 * @param expected value there
 * @param actual value there
 * @param differing number of elements that differ, in that tensor of that inference
 * @param elements number of elements of the tensor
 * @param maximumError largest |expected − actual| of them
 * @param meanError mean of |expected − actual| over all elements
 * @param operator first node, in execution order, whose output on the board differs from the
 *     interpreter's; null if none does or it was not looked for
 */
public record Mismatch(
    int inference,
    int output,
    int element,
    double expected,
    double actual,
    int differing,
    int elements,
    double maximumError,
    double meanError,
    @Nullable String operator) {

  /** Makes a mismatch whose operator was not looked for. */
  public Mismatch(
      int inference,
      int output,
      int element,
      double expected,
      double actual,
      int differing,
      int elements,
      double maximumError,
      double meanError) {
    this(
        inference,
        output,
        element,
        expected,
        actual,
        differing,
        elements,
        maximumError,
        meanError,
        null);
  }

  /** Returns the same mismatch, made by this operator. */
  public Mismatch withOperator(@Nullable String name) {
    return new Mismatch(
        inference,
        output,
        element,
        expected,
        actual,
        differing,
        elements,
        maximumError,
        meanError,
        name);
  }

  @Override
  public String toString() {
    return "inference %d, output %d, element %d: expected %s, actual %s (%d of %d elements differ, largest error %s, mean error %.4g)"
        .formatted(
            inference,
            output,
            element,
            number(expected),
            number(actual),
            differing,
            elements,
            number(maximumError),
            meanError);
  }

  /** Returns the values at the first wrong element: {@code expected 3, actual 4}. */
  public String values() {
    return "expected " + number(expected) + ", actual " + number(actual);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
