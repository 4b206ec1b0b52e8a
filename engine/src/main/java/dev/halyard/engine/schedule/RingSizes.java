package dev.halyard.engine.schedule;

import java.util.List;

/**
 * How many rows of what each stage makes must be kept, so that none is overwritten while another
 * stage still reads it or rows after it; seen from the side while a segment runs.
 */
final class RingSizes implements RowSchedule.Observer {
  private final List<Stage> stages;
  private final int[] kept;

  RingSizes(List<Stage> stages) {
    this.stages = stages;
    this.kept = new int[stages.size()];
  }

  /** Returns the sizes of the rings of a segment, in rows of its stages. */
  static int[] of(List<Stage> stages) {
    RingSizes sizes = new RingSizes(stages);
    RowSchedule.run(stages, sizes);
    return sizes.kept;
  }

  @Override
  public void runs(int stage, int end, int[] done) {
    kept[stage] = Math.max(kept[stage], end - oldest(stage, done));
  }

  int kept(int stage) {
    return kept[stage];
  }

  /** Returns the oldest row of a stage that is still to be read. */
  private int oldest(int stage, int[] done) {
    int oldest = done[stage];
    for (int reader = stage + 1; reader < stages.size(); reader++) {
      for (Stage.Read read : stages.get(reader).reads()) {
        if (read.stage() == stage && done[reader] < stages.get(reader).rows()) {
          oldest = Math.min(oldest, read.oldest(done[reader]));
        }
      }
    }
    return oldest;
  }
}
