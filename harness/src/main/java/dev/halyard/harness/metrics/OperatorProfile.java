package dev.halyard.harness.metrics;

import org.jspecify.annotations.Nullable;

/**
 * One node's share of an inference.
 *
 * @param name of the node
 * @param operator builtin name, for example {@code CONV_2D}
 * @param instructions retired in the first inference; null where the board cannot count them
 * @param macs multiply-accumulates of the operator's definition
 */
public record OperatorProfile(
    String name, String operator, @Nullable Long instructions, long macs) {}
