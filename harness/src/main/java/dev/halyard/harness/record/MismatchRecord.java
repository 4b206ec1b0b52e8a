package dev.halyard.harness.record;

import org.jspecify.annotations.Nullable;

/**
 * The first difference of a run.
 *
 * @param inference index of the inference
 * @param output index of the output tensor
 * @param element row-major index of the first element that differs
 * @param expected value there
 * @param actual value there
 * @param differing number of elements that differ
 * @param maximumError largest difference
 * @param operator first node, in execution order, whose output on the board differs from the
 *     interpreter's; null if none does or it could not be found
 */
public record MismatchRecord(
    int inference,
    int output,
    int element,
    double expected,
    double actual,
    int differing,
    double maximumError,
    @Nullable String operator) {}
