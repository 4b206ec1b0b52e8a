package dev.halyard.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.halyard.harness.golden.Mismatch;
import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.Speed;
import dev.halyard.harness.record.Judge;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Subject;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** How wrong products, absent models and broken benches end: suites with prepared runs. */
class InferenceExtensionTest {
  @TempDir private static Path folder;

  @Test
  void aWrongProductFailsItsTest() {
    events(WrongProduct.class)
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(AssertionFailedError.class), message("element 0 is wrong"))));
  }

  @Test
  void anUnsupportedModelFailsItsTest() {
    events(Unsupported.class)
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(AssertionFailedError.class),
                    message("'sine.tflite' on host: no such operator"))));
  }

  @Test
  void aModelThatNeverFitABoardAbortsItsTestWithTheReason() {
    Events tests = events(NeverFit.class);
    assertThat(tests.failed().count()).isZero();
    tests
        .aborted()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                abortedWithReason(
                    instanceOf(TestAbortedException.class),
                    message("'sine.tflite' on gd32vf103: no such operator"))));
  }

  @Test
  void anAbsentModelAbortsItsTestWithTheReason() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("suites/models")).resolve("public.yaml"),
        """
        models:
          - {id: absent, file: absent.tflite, origin: o, licence: l, bytes: 1, sha256: "00"}
        """);
    Events tests = events(Absent.class);
    assertThat(tests.failed().count()).isZero();
    tests
        .aborted()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                abortedWithReason(
                    instanceOf(TestAbortedException.class),
                    message(text -> text.startsWith("model 'absent' is not on this")))));
  }

  @Test
  void moreCoresThanTheBoardHasAbortTheTest() {
    Events tests = events(ManyCores.class);
    assertThat(tests.failed().count()).isZero();
    assertThat(tests.aborted().count()).isEqualTo(1);
  }

  @Test
  void aBrokenBenchIsAnErrorOnceAndAbortsLaterTests() {
    Events tests = events(Broken.class);
    tests
        .failed()
        .assertThatEvents()
        .hasSize(1)
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(InferenceInvocation.BenchBrokenException.class),
                    message(text -> text.endsWith(" on host: the emulator has ended")))));
    tests
        .aborted()
        .assertThatEvents()
        .hasSize(3)
        .haveExactly(
            3,
            event(
                abortedWithReason(
                    instanceOf(TestAbortedException.class),
                    message("host broke earlier: the emulator has ended"))));
  }

  @Test
  void aBoardWhoseToolsAreNotInstalledAbortsItsTestsWithTheRemedy() {
    Events tests = events(NotInstalled.class);
    assertThat(tests.failed().count()).isZero();
    tests
        .aborted()
        .assertThatEvents()
        .hasSize(2)
        .haveExactly(
            2,
            event(
                abortedWithReason(
                    instanceOf(TestAbortedException.class),
                    message("host is not there: npm is missing; remedy: ci/bootstrap"))));
  }

  private static Events events(Class<?> suite) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .execute()
        .testEvents();
  }

  private static RunReport report(RunRequest request, Verdict verdict, String cause) {
    Mismatch mismatch = verdict == Verdict.FAIL ? new Mismatch(0, 0, 0, 1, 2, 1, 1, 1, 1) : null;
    Subject subject =
        new Subject(request.model().name(), "0", request.board().name(), 1, null, null, null);
    RunRecord run =
        new RunRecord(
            subject,
            new Judgement(verdict, Judge.GOLDEN, 1, mismatch, null, cause),
            Speed.NONE,
            Footprint.NONE);
    return new RunReport(
        run, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Answers with a prepared run. */
  private static class Prepared extends InferenceExtension {
    private final Verdict verdict;
    private final String cause;
    private final List<String> models;

    Prepared(Verdict verdict, String cause, String... models) {
      this.verdict = verdict;
      this.cause = cause;
      this.models = List.of(models);
    }

    @Override
    Stream<String> models(ExtensionContext context) {
      return models.stream();
    }

    @Override
    RunReport run(ModelRunner runner, RunRequest request) {
      return report(request, verdict, cause);
    }
  }

  static final class FailingRuns extends Prepared {
    FailingRuns() {
      super(Verdict.FAIL, "element 0 is wrong", "sine.tflite");
    }
  }

  @ExtendWith(FailingRuns.class)
  static class WrongProduct {
    @InferenceTest(boards = "host")
    void matches(InferenceRun run) {
      InferenceRunAssert.assertThat(run).matchesGolden();
    }
  }

  static final class UnsupportedRuns extends Prepared {
    UnsupportedRuns() {
      super(Verdict.UNSUPPORTED, "no such operator", "sine.tflite");
    }
  }

  @ExtendWith(UnsupportedRuns.class)
  static class Unsupported {
    @InferenceTest(boards = "host")
    void runs(InferenceRun run) {}
  }

  @ExtendWith(UnsupportedRuns.class)
  static class NeverFit {
    @InferenceTest(boards = "gd32vf103")
    void runs(InferenceRun run) {}
  }

  static final class AbsentModel extends Prepared {
    AbsentModel() {
      super(Verdict.PASS, "", "absent");
    }

    @Override
    ModelLibrary library(Workspace workspace) {
      return new ModelLibrary(new Workspace(folder));
    }
  }

  @ExtendWith(AbsentModel.class)
  static class Absent {
    @InferenceTest(boards = "host")
    void runs(InferenceRun run) {}
  }

  static final class PassingRuns extends Prepared {
    PassingRuns() {
      super(Verdict.PASS, "", "sine.tflite");
    }
  }

  @ExtendWith(PassingRuns.class)
  static class ManyCores {
    @InferenceTest(
        boards = "host",
        cores = {1, 99})
    void runs(InferenceRun run) {}
  }

  static final class BrokenRuns extends Prepared {
    BrokenRuns() {
      super(Verdict.ERROR, "the emulator has ended", "sine.tflite", "digits_cnn.tflite");
    }
  }

  static final class RunsWithoutTools extends Prepared {
    RunsWithoutTools() {
      super(Verdict.ERROR, "the emulator has ended", "sine.tflite", "digits_cnn.tflite");
    }

    @Override
    List<ToolCheck> tools(Board board) {
      return List.of(
          new ToolCheck("node", true, "18", ""),
          new ToolCheck("emulators", false, "npm is missing", "ci/bootstrap"));
    }
  }

  @ExtendWith(RunsWithoutTools.class)
  static class NotInstalled {
    @InferenceTest(boards = "host")
    void runs(InferenceRun run) {}
  }

  @ExtendWith(BrokenRuns.class)
  static class Broken {
    @InferenceTest(boards = "host")
    void first(InferenceRun run) {}

    @InferenceTest(boards = "host")
    void second(InferenceRun run) {}
  }
}
