package dev.halyard.harness.run;

import dev.halyard.harness.record.RunRecord;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run's record with what does not belong into the history.
 *
 * @param record what happened
 * @param crate folder of the generated model crate, if it was made
 * @param folder of the run: transcript and counts, if a device was reached
 * @param producer of the golden outputs, if they judged
 * @param accuracy on labelled inputs, if there are any
 */
public record RunReport(
    RunRecord record,
    Optional<Path> crate,
    Optional<Path> folder,
    Optional<String> producer,
    Optional<Accuracy> accuracy) {

  /**
   * How many labelled inputs were classified right.
   *
   * @param right number where the largest output is the label's
   * @param labelled number of labelled inputs
   */
  public record Accuracy(int right, int labelled) {}
}
