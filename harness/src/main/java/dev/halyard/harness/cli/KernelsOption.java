package dev.halyard.harness.cli;

import dev.halyard.engine.MemoryChecks;
import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.schedule.KernelChoice;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanOptions;
import dev.halyard.engine.schedule.PlanRequest;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.record.History;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.KernelsReport;
import dev.halyard.harness.report.RunText;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.FileProblem;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code halyard graph} that show kernels instead of the graph. */
final class KernelsOption {
  /** Records to look at: runs that failed early counted nothing. */
  private static final int RECORDS = 20;

  private static final String MOVE_AWAY = "move it away to begin a new one";

  @Option(
      names = "--kernels",
      description = {
        "Print which kernel computes each node on a board instead: what it is predicted to take,"
            + " what it took in the newest run that the history has, and what the runner-up would."
      })
  private boolean kernels;

  @Option(
      names = "--measure",
      description =
          "With --kernels: run the model on the board first, so that the counts are these"
              + " kernels'.")
  private boolean measure;

  @Option(names = "--json", description = "With --kernels: print one JSON object.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  boolean isWanted() {
    return kernels;
  }

  /**
   * Prints the kernels.
   *
   * @throws CompileException if arena or weights are more than what is wanted, when all is printed
   */
  void show(ModelFile file, Graph graph, Board board, PlanOptions options, PrintWriter out)
      throws IOException {
    Workspace workspace = Workspace.find();
    if (measure) {
      measure(workspace, file, board, options);
    }
    PlanRequest request = PlanRequest.of(graph, board, options);
    Plan plan = Plan.fitting(request);
    KernelsReport report =
        KernelsReport.of(
            plan, board.name(), KernelChoice.of(request, plan), newest(workspace, file, board));
    out.print(json ? report.toJson() + "\n" : report.toText());
    out.flush();
    MemoryChecks.requireWithin(plan, options);
  }

  private void measure(Workspace workspace, ModelFile file, Board board, PlanOptions options) {
    PrintWriter err = spec.commandLine().getErr();
    try (TerminalProgress progress = new TerminalProgress(err)) {
      CaseSource source = CaseSource.recorded(workspace);
      RunReport report =
          new ModelRunner(workspace, progress)
              .run(new RunRequest(file, board, 1, source, options, null));
      progress.done();
      if (report.record().judgement().verdict() != Verdict.PASS) {
        err.println(RunText.of(report));
      }
    }
  }

  /** Without a history that can be used there are no counts, but everything else. */
  private Optional<String> newest(Workspace workspace, ModelFile file, Board board) {
    if (!Files.exists(workspace.history())) {
      return Optional.empty();
    }
    try (History history = History.open(workspace.history())) {
      history.damage().ifPresent(damage -> warn(damage + "; " + MOVE_AWAY));
      return history.newest(file.sha256(), board.name(), RECORDS).stream()
          .filter(record -> !record.contains("\"operators\":[]"))
          .findFirst();
    } catch (IOException e) {
      warn("no counts are shown: " + FileProblem.of(e));
      return Optional.empty();
    }
  }

  private void warn(String text) {
    spec.commandLine().getErr().println("halyard: warning: " + text);
    spec.commandLine().getErr().flush();
  }
}
