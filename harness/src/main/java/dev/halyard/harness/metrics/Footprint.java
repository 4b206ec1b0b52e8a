package dev.halyard.harness.metrics;

import org.jspecify.annotations.Nullable;

/**
 * Bytes of a model on a board.
 *
 * @param codeBytes machine code and constants of the firmware that are not weights
 * @param weightBytes constants of the model crate: weights, biases, multipliers, tables
 * @param flashBytes all of the firmware in flash
 * @param tensorBytes peak of the activations in the arena
 * @param scratchBytes largest scratch of a node
 * @param arenaBytes tensors and scratch together as planned
 * @param noOverlapBytes least possible for tensors if no output overlaps an input
 * @param streamingInstructions estimate of what streaming by rows costs an inference; 0 where all
 *     tensors lie whole
 * @param stackBytes high-water mark; null where it cannot be measured
 */
public record Footprint(
    @Nullable Long codeBytes,
    @Nullable Long weightBytes,
    @Nullable Long flashBytes,
    @Nullable Long tensorBytes,
    @Nullable Long scratchBytes,
    @Nullable Long arenaBytes,
    @Nullable Long noOverlapBytes,
    @Nullable Long streamingInstructions,
    @Nullable Long stackBytes) {
  /** Nothing measured. */
  public static final Footprint NONE =
      new Footprint(null, null, null, null, null, null, null, null, null);
}
