package dev.halyard.harness.run;

import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run's record with what does not belong into the history.
 *
 * @param record what happened
 * @param crate folder of the generated model crate, if it was made
 * @param images what one flashes, if the board takes another file than the executable, or cannot be
 *     reached
 * @param folder of the run: transcript and counts, if a device was reached
 * @param producer of the golden outputs, if they judged
 * @param accuracy on labelled inputs, if there are any
 */
public record RunReport(
    RunRecord record,
    Optional<Path> crate,
    List<Path> images,
    Optional<Path> folder,
    Optional<String> producer,
    Optional<Accuracy> accuracy) {

  /** Copies the list. */
  public RunReport {
    images = List.copyOf(images);
  }

  /** Returns this run with its verdict withdrawn, because of what broke after it. */
  RunReport broken(String problem) {
    Judgement was = record.judgement();
    String cause =
        problem
            + "; its verdict was "
            + was.verdict().text()
            + (was.cause() == null || problem.startsWith(was.cause()) ? "" : ": " + was.cause());
    Judgement judgement =
        new Judgement(Verdict.ERROR, was.judge(), was.cases(), was.mismatch(), was.misfit(), cause);
    return new RunReport(
        new RunRecord(record.subject(), judgement, record.speed(), record.footprint()),
        crate,
        images,
        folder,
        producer,
        accuracy);
  }

  /**
   * How many labelled inputs were classified right.
   *
   * @param right number where the largest output is the label's
   * @param labelled number of labelled inputs
   */
  public record Accuracy(int right, int labelled) {}
}
