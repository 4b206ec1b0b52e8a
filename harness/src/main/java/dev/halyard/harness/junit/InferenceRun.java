package dev.halyard.harness.junit;

import dev.halyard.harness.metrics.Baseline;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.run.RunReport;
import java.nio.file.Path;

/**
 * A finished run of a model on a board, for a test to judge.
 *
 * @param report what happened
 * @param baselineFile where the model's accepted figures on this board lie; need not exist
 */
public record InferenceRun(RunReport report, Path baselineFile) {

  /** Returns the run's record. */
  public RunRecord record() {
    return report.record();
  }

  /** Returns what was measured. */
  public Baseline.Measured measured() {
    return new Baseline.Measured(record().speed(), record().footprint());
  }
}
