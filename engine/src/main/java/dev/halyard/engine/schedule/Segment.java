package dev.halyard.engine.schedule;

import java.util.List;

/**
 * Steps that stream by rows: they take turns, and tensors between them keep only the rows that are
 * still needed. The last step alone makes what no other of them reads.
 *
 * @param name of the scratch that they share in the plan's memory
 * @param firstStep index among the plan's steps
 * @param lastStep index among the plan's steps
 * @param stages one for each step
 * @param extras instructions that the calls by rows of each step are predicted to take beyond one
 *     call
 */
public record Segment(
    String name, int firstStep, int lastStep, List<Stage> stages, List<Long> extras) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is not a stage for each step
   */
  public Segment {
    stages = List.copyOf(stages);
    extras = List.copyOf(extras);
    if (stages.size() != lastStep - firstStep + 1) {
      throw new IllegalArgumentException(
          "%d stages for steps %d to %d".formatted(stages.size(), firstStep, lastStep));
    }
  }

  /** Tells whether a step is one of these. */
  public boolean contains(int step) {
    return firstStep <= step && step <= lastStep;
  }

  /** Returns what the calls by rows are predicted to take beyond one call of each step. */
  public long extraInstructions() {
    return extras.stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the stage of a step that is one of these. */
  public Stage stage(int step) {
    return stages.get(step - firstStep);
  }
}
