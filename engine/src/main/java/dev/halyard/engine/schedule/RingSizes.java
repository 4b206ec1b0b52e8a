package dev.halyard.engine.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * How many rows of what each stage makes must be kept, so that none is overwritten while another
 * stage still reads it or rows after it; seen from the side while a segment runs.
 */
final class RingSizes implements RowSchedule.Observer {
  private final List<Stage> stages;
  private final List<List<Reader>> readers = new ArrayList<>();
  private final int[] kept;

  /** A stage that reads another. */
  private record Reader(int stage, Stage.Read read) {}

  RingSizes(List<Stage> stages) {
    this.stages = stages;
    this.kept = new int[stages.size()];
    for (int stage = 0; stage < stages.size(); stage++) {
      readers.add(new ArrayList<>());
      for (Stage.Read read : stages.get(stage).reads()) {
        readers.get(read.stage()).add(new Reader(stage, read));
      }
    }
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
    for (Reader reader : readers.get(stage)) {
      int next = done[reader.stage()];
      if (next < stages.get(reader.stage()).rows()) {
        oldest = Math.min(oldest, reader.read().oldest(next));
      }
    }
    return oldest;
  }
}
