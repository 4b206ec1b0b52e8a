package dev.halyard.harness.record;

import org.jspecify.annotations.Nullable;

/**
 * What was run where.
 *
 * @param model file name
 * @param sha256 of the model file
 * @param board name
 * @param cores number of cores used
 * @param toolchain compiler's version line; null if it was not reached
 * @param elfSha256 of the firmware; null if it was not built
 * @param seed of random inputs; null if inputs were given
 */
public record Subject(
    String model,
    String sha256,
    String board,
    int cores,
    @Nullable String toolchain,
    @Nullable String elfSha256,
    @Nullable Long seed) {}
