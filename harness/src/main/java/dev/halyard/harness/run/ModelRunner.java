package dev.halyard.harness.run;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.harness.disk.FullDisk;
import dev.halyard.harness.firmware.BuildException;
import dev.halyard.harness.firmware.Firmware;
import dev.halyard.harness.firmware.FirmwareBuilder;
import dev.halyard.harness.firmware.FirmwareModel;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.record.History;
import dev.halyard.harness.record.Misfit;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.session.AgentSession.Timeouts;
import dev.halyard.harness.session.SessionException;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.Probes;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs models on boards: the door for command line and tests. */
public final class ModelRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRunner.class);

  private final Workspace workspace;
  private final Progress progress;
  private final Timeouts timeouts;
  private final Probes probes = Probes.load();
  private final Misfits misfits;

  /** Makes a runner that writes below the workspace. */
  public ModelRunner(Workspace workspace, Progress progress) {
    this(workspace, progress, Timeouts.DEFAULT);
  }

  private ModelRunner(Workspace workspace, Progress progress, Timeouts timeouts) {
    this.workspace = workspace;
    this.progress = progress;
    this.timeouts = timeouts;
    this.misfits = new Misfits(workspace);
  }

  /** Returns a runner that waits as long as this for an inference. */
  public ModelRunner withInferenceTimeout(Duration timeout) {
    return new ModelRunner(workspace, progress, new Timeouts(timeouts.command(), timeout));
  }

  /**
   * Runs a model on a board. Whatever happens ends in a record, which is in the history when this
   * returns; if it cannot be written there, that is the record's verdict and cause.
   *
   * @throws UnusableRequestException if inputs, goldens or options are wrong
   */
  public RunReport run(RunRequest request) {
    return runAll(List.of(request)).get(0);
  }

  /**
   * Runs a model as {@link #run} does, for who goes on with other models: what is wrong with
   * inputs, goldens or options is the cause of its record, too.
   */
  public RunReport runAmongOthers(RunRequest request) {
    try {
      return run(request);
    } catch (UnusableRequestException e) {
      Attempt attempt = new Attempt(request);
      attempt.fail(Verdict.ERROR, e.getMessage());
      return record(List.of(attempt.report())).get(0);
    }
  }

  /**
   * Runs several models on one board, all in one firmware, one after the other. If one of them
   * cannot be compiled, none runs.
   *
   * @param requests for the same board; at least one
   * @return one report per request
   * @throws UnusableRequestException if inputs, goldens or options of one are wrong
   */
  public List<RunReport> runAll(List<RunRequest> requests) {
    if (requests.stream().map(RunRequest::board).distinct().count() != 1) {
      throw new IllegalArgumentException("the models of one firmware run on one board");
    }
    List<Attempt> attempts = requests.stream().map(Attempt::new).toList();
    History.prepare();
    List<RunReport> reports = new ArrayList<>();
    try (WhenInterrupted interruption = new WhenInterrupted(() -> recordInterrupted(attempts))) {
      attempt(attempts);
      interruption.finish(() -> reports.addAll(record(reports(attempts))));
    }
    return reports.isEmpty() ? reports(attempts) : reports;
  }

  private void recordInterrupted(List<Attempt> attempts) {
    String cause = "interrupted before it had ended; run again";
    attempts.forEach(attempt -> attempt.fail(Verdict.INTERRUPTED, cause));
    record(reports(attempts));
  }

  private static List<RunReport> reports(List<Attempt> attempts) {
    return attempts.stream().map(Attempt::report).toList();
  }

  private List<RunReport> record(List<RunReport> reports) {
    try (History history = History.open(workspace.history())) {
      for (RunReport report : reports) {
        history.append(report.record(), Instant.now());
      }
      return reports;
    } catch (IOException e) {
      String problem =
          FullDisk.caused(e)
              ? FullDisk.problem(workspace.work()) + "; this run is not in the history"
              : "this run is not in the history: " + FileProblem.of(e);
      return reports.stream().map(report -> report.broken(problem)).toList();
    }
  }

  private void attempt(List<Attempt> attempts) {
    try {
      for (Attempt attempt : attempts) {
        requireCores(attempt.request());
      }
      build(attempts);
    } catch (DoesNotFitException e) {
      doesNotFit(attempts, e);
    } catch (UnusableRequestException e) {
      throw e;
    } catch (CompileException e) {
      attempts.forEach(attempt -> attempt.fail(Verdict.UNSUPPORTED, e.getMessage()));
    } catch (BuildException | ProbeException | SessionException e) {
      attempts.forEach(attempt -> attempt.fail(Verdict.ERROR, e.getMessage()));
    } catch (IOException e) {
      failWorkspace(attempts, e);
    } catch (UncheckedIOException e) {
      failWorkspace(attempts, e.getCause());
    } catch (RuntimeException e) {
      LOG.debug("an error of Halyard itself", e);
      String cause = "internal error: " + e + "; please report it with what --debug shows";
      attempts.forEach(attempt -> attempt.fail(Verdict.ERROR, cause));
    }
  }

  private void doesNotFit(List<Attempt> attempts, DoesNotFitException failure) {
    List<ModelFile> models = attempts.stream().map(attempt -> attempt.request().model()).toList();
    RunRequest first = attempts.get(0).request();
    Misfit misfit = misfits.of(failure, models, first.plan().inputs(), first.board());
    String cause = failure.getMessage() + "\n" + Misfits.proposal(misfit);
    attempts.forEach(attempt -> attempt.misfit(misfit, cause));
  }

  private void failWorkspace(List<Attempt> attempts, IOException failure) {
    LOG.debug("a file could not be used", failure);
    String cause =
        FullDisk.caused(failure)
            ? FullDisk.problem(workspace.work())
            : FileProblem.of(failure) + "; Halyard writes below " + workspace.work();
    attempts.forEach(attempt -> attempt.fail(Verdict.ERROR, cause));
  }

  private static void requireCores(RunRequest request) {
    int most = request.board().cores().size();
    if (request.cores() < 1 || request.cores() > most) {
      throw new UnusableRequestException(
          "board '%s' has %d core%s, so it cannot use %d; accepted: 1%s"
              .formatted(
                  request.board().name(),
                  most,
                  most == 1 ? "" : "s",
                  request.cores(),
                  most == 1 ? "" : " to " + most));
    }
    if (request.cores() > 1) {
      throw new UnusableRequestException(
          "more than one core is not supported yet; accepted: 1, asked for: " + request.cores());
    }
  }

  private void build(List<Attempt> attempts) throws IOException {
    Board board = attempts.get(0).request().board();
    if (board.state() != BoardState.BUILDS) {
      probes.requireDriver(board);
    }
    String models = title(attempts);
    progress.step("compiling " + models + " for " + board.name());
    FirmwareBuilder builder = new FirmwareBuilder(workspace.root(), workspace.work());
    RunRequest first = attempts.get(0).request();
    FirmwareBuilder.Prepared prepared =
        builder.compile(
            attempts.stream().map(a -> a.request().model()).toList(), board, first.plan());
    List<Cases> cases = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      attempt.compiled(prepared.crateFolder(i));
      cases.add(cases(attempt.request(), prepared, i));
      attempt.seeded(cases.get(i).seed());
    }
    progress.step(builder.announcement(board));
    Firmware firmware = builder.build(prepared);
    attempts.forEach(attempt -> attempt.built(firmware));
    if (board.state() == BoardState.BUILDS && !probes.reaches(board)) {
      for (int i = 0; i < attempts.size(); i++) {
        attempts.get(i).builtOnly(i, notRun(board));
      }
      return;
    }
    infer(attempts, cases, firmware);
  }

  private static String notRun(Board board) {
    return "built only, not run: this version has no probe driver '%s' to reach '%s'; flash the firmware by hand%s, or choose a board that runs here, see: halyard boards"
        .formatted(
            board.probe().driver(),
            board.name(),
            board.guide().map(guide -> " (it and its pins: " + guide + ")").orElse(""));
  }

  private void infer(List<Attempt> attempts, List<Cases> cases, Firmware firmware)
      throws IOException {
    Board board = attempts.get(0).request().board();
    String label = attempts.get(0).request().model().stem() + "-" + board.name();
    RunFolder folder = RunFolder.create(workspace.work(), label);
    attempts.forEach(attempt -> attempt.started(folder.path()));
    Files.writeString(
        folder.plan(),
        firmware.models().stream().map(FirmwareModel::planTable).collect(Collectors.joining("\n")));
    int inferences = cases.stream().mapToInt(Cases::inferences).sum();
    progress.step("running " + inferences + " inferences on " + board.name());
    try (DeviceRun device = DeviceRun.open(probes, board, firmware, folder, timeouts)) {
      for (int i = 0; i < attempts.size(); i++) {
        attempts
            .get(i)
            .succeed(
                infer(new Inference(attempts.get(i), cases.get(i), firmware, device), device, i));
      }
    }
  }

  private static RunReport infer(Inference inference, DeviceRun device, int index)
      throws IOException {
    try {
      return inference.run(index);
    } catch (ProbeException | SessionException e) {
      throw device.explain(e);
    }
  }

  private static String title(List<Attempt> attempts) {
    return attempts.size() == 1
        ? attempts.get(0).request().model().name()
        : attempts.size() + " models";
  }

  private static Cases cases(RunRequest request, FirmwareBuilder.Prepared prepared, int index) {
    try {
      return request.source().cases(request.model(), prepared.crates().get(index).graph());
    } catch (IOException e) {
      throw new UnusableRequestException(FileProblem.of(e));
    }
  }
}
