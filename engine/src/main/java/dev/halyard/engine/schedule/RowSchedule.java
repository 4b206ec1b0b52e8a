package dev.halyard.engine.schedule;

import java.util.List;

/**
 * In which order the stages of a segment run their rows: always what the last stage still lacks,
 * and no row before it is needed. The device does exactly the same: {@code
 * halyard_tensor::stream::run}.
 *
 * <p>Rows that nothing needs, below the last window, are run at the end.
 */
final class RowSchedule {
  private final List<Stage> stages;
  private final Observer observer;
  private final int[] done;
  private final int[] readers;

  /** Sees a segment run. */
  @FunctionalInterface
  interface Observer {
    /**
     * Is called before a stage runs rows from {@code done[stage]} to {@code end}.
     *
     * @param done rows that each stage has run, not to be changed
     */
    void runs(int stage, int end, int[] done);
  }

  private RowSchedule(List<Stage> stages, Observer observer) {
    this.stages = stages;
    this.observer = observer;
    this.done = new int[stages.size()];
    this.readers = new int[stages.size()];
  }

  /** Runs all rows of all stages. */
  static void run(List<Stage> stages, Observer observer) {
    RowSchedule schedule = new RowSchedule(stages, observer);
    for (int target = stages.size() - 1; target >= 0; target--) {
      schedule.finish(target);
    }
  }

  private void finish(int target) {
    readers[target] = target;
    int at = target;
    while (done[target] < stages.get(target).rows()) {
      Stage stage = stages.get(at);
      int end = Math.min(stage.rows(), done[at] + stage.granule());
      int lacking = lacking(stage, end);
      if (lacking >= 0) {
        readers[lacking] = at;
        at = lacking;
      } else {
        observer.runs(at, end, done);
        done[at] = end;
        at = readers[at];
      }
    }
  }

  /** Returns the first stage of which rows are lacking; negative if none is. */
  private int lacking(Stage stage, int end) {
    for (Stage.Read read : stage.reads()) {
      if (done[read.stage()] < read.needed(end - 1)) {
        return read.stage();
      }
    }
    return -1;
  }
}
