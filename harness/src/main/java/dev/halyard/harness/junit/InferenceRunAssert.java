package dev.halyard.harness.junit;

import dev.halyard.harness.golden.Mismatch;
import dev.halyard.harness.metrics.Baseline;
import dev.halyard.harness.metrics.Regression;
import dev.halyard.harness.record.Judge;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.Subject;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.run.RunReport.Accuracy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a test can demand of an {@link InferenceRun}. */
public final class InferenceRunAssert extends AbstractAssert<InferenceRunAssert, InferenceRun> {
  private static final Logger LOG = LoggerFactory.getLogger(InferenceRunAssert.class);
  private static final double EXACT_TOLERANCE = 0.0005;

  private InferenceRunAssert(InferenceRun actual) {
    super(actual, InferenceRunAssert.class);
  }

  /** Starts an assertion. */
  public static InferenceRunAssert assertThat(InferenceRun actual) {
    return new InferenceRunAssert(actual);
  }

  /** Demands that golden outputs judged the run, and that every output equals them. */
  public InferenceRunAssert matchesGolden() {
    Judgement judgement = actual.record().judgement();
    if (judgement.judge() != Judge.GOLDEN) {
      throw new AssertionFailedError(
          "no golden output is recorded for '%s'; record one with: halyard golden update"
              .formatted(actual.record().subject().model()));
    }
    return matches();
  }

  /** Demands that every output equals what it was compared with, golden output or interpreter. */
  public InferenceRunAssert matches() {
    Judgement judgement = actual.record().judgement();
    Mismatch mismatch = judgement.mismatch();
    if (mismatch != null) {
      throw new AssertionFailedError(judgement.cause(), mismatch.expected(), mismatch.actual());
    }
    if (judgement.verdict() != Verdict.PASS) {
      throw new AssertionFailedError(
          "the run ended as %s: %s".formatted(judgement.verdict().text(), judgement.cause()));
    }
    return this;
  }

  /**
   * Demands that no figure is worse than the model's baseline on this board, if one is recorded;
   * with the same toolchain, figures on emulated boards are exact. With another one nothing is
   * demanded, which is logged.
   */
  public InferenceRunAssert withinBaseline() {
    Optional<Baseline> baseline = loadBaseline();
    Subject subject = actual.record().subject();
    if (baseline.isEmpty()) {
      return this;
    }
    if (!baseline.get().toolchain().equals(subject.toolchain())) {
      LOG.warn(
          "'{}' on {} is not compared with its baseline, which is of another toolchain: {}, not {}",
          subject.model(),
          subject.board(),
          baseline.get().toolchain(),
          subject.toolchain());
      return this;
    }
    if (!baseline.get().modelSha256().equals(subject.sha256())) {
      throw new AssertionFailedError(
          "the baseline '%s' is of another model file; record one of this: halyard baseline update"
              .formatted(actual.baselineFile()));
    }
    List<Regression> regressions = baseline.get().regressions(actual.measured(), EXACT_TOLERANCE);
    if (!regressions.isEmpty()) {
      throw new AssertionFailedError(
          "'%s' on %s is worse than its baseline: %s; if that is wanted: halyard baseline update"
              .formatted(subject.model(), subject.board(), regressions));
    }
    return this;
  }

  /** Demands at least this share of labelled inputs to be classified right. */
  public InferenceRunAssert hasAccuracyOfAtLeast(double share) {
    Accuracy accuracy =
        actual
            .report()
            .accuracy()
            .orElseThrow(
                () -> new AssertionFailedError("the golden outputs of this model have no labels"));
    if (accuracy.right() < share * accuracy.labelled()) {
      throw new AssertionFailedError(
          "%d of %d labelled inputs were classified right, fewer than %.1f %%"
              .formatted(accuracy.right(), accuracy.labelled(), 100 * share));
    }
    return this;
  }

  /**
   * Demands at most this many instructions per multiply-accumulate, of a board that counts them.
   */
  public InferenceRunAssert takesAtMostInstructionsPerMac(double limit) {
    Double figure = actual.record().speed().instructionsPerMac();
    if (figure == null) {
      throw new AssertionFailedError(
          "instructions per MAC of '%s' on %s were not measured"
              .formatted(actual.record().subject().model(), actual.record().subject().board()));
    }
    if (figure > limit) {
      throw new AssertionFailedError(
          "%.3f instructions per MAC, more than %.3f".formatted(figure, limit), limit, figure);
    }
    return this;
  }

  private Optional<Baseline> loadBaseline() {
    try {
      return Baseline.load(actual.baselineFile());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the baseline '" + actual.baselineFile() + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
