package dev.halyard.harness.cli;

import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.metrics.Baseline;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.BaselineDiff;
import dev.halyard.harness.report.RunText;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard baseline}: the figures that later runs must not exceed. */
@Command(
    name = "baseline",
    description = "Accepted figures of models on boards.",
    subcommands = BaselineCommand.Update.class)
final class BaselineCommand {
  private BaselineCommand() {}

  /** {@code halyard baseline update}. */
  @Command(
      name = "update",
      description = {
        "Runs models on boards, shows what changes against their baselines, and accepts the new"
            + " figures.",
        "Baselines lie in golden-outputs/<model>/baselines/<board>.yaml."
      })
  static final class Update implements Callable<Integer> {
    @Parameters(
        paramLabel = "MODEL",
        arity = "1..*",
        description = "Models: file names in suites/models, or ids of suites/models/public.yaml.")
    private List<String> models;

    @Mixin private BoardOption boards;

    @Option(names = "--who", required = true, description = "Who accepts the figures.")
    private String who;

    @Option(names = "--why", required = true, description = "Why, in one sentence.")
    private String why;

    @Option(names = "--dry-run", description = "Show the changes, write nothing.")
    private boolean dryRun;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Workspace workspace = Workspace.find();
      Verdict worst = Verdict.PASS;
      try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
        ModelRunner runner = new ModelRunner(workspace, progress);
        for (String model : models) {
          for (Board board : boards.select(workspace)) {
            worst = worst.worse(update(workspace, runner, model, board));
          }
        }
      }
      return worst.exitStatus();
    }

    private Verdict update(Workspace workspace, ModelRunner runner, String model, Board board)
        throws IOException {
      ModelLibrary library = new ModelLibrary(workspace);
      Path file =
          library
              .find(model)
              .orElseThrow(
                  () ->
                      new IOException(
                          "model '"
                              + model
                              + "' is not on this machine; looked in "
                              + library.searchedFolders()));
      CaseSource source = CaseSource.recorded(workspace);
      RunReport report = runner.run(RunRequest.of(ModelFile.read(file), board, source));
      PrintWriter out = spec.commandLine().getOut();
      Verdict verdict = report.record().judgement().verdict();
      if (verdict == Verdict.PASS) {
        accept(workspace.baseline(model, board), report.record(), out);
      } else {
        out.println(RunText.of(report) + "The baseline stays as it is.");
      }
      out.flush();
      return verdict;
    }

    private void accept(Path file, RunRecord record, PrintWriter out) throws IOException {
      Optional<Baseline> before = Baseline.load(file);
      Baseline after =
          Baseline.of(
              record.subject().sha256(),
              String.valueOf(record.subject().toolchain()),
              new Baseline.Measured(record.speed(), record.footprint()),
              new Baseline.Acceptance(who, why));
      out.print(
          record.subject().model()
              + " on "
              + record.subject().board()
              + "\n"
              + BaselineDiff.of(before, after));
      if (!dryRun) {
        after.save(file);
        out.println("  written to " + file);
      }
    }
  }
}
