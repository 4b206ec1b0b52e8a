package dev.halyard.harness.cli;

import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.golden.GoldenStore;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.RunText;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard run}: compile, boot, infer, compare, report. */
@Command(
    name = "run",
    description = {
      "Compiles a model, runs it on boards, and compares every output.",
      "Golden outputs judge if there are any for the model; else the reference interpreter does."
    })
final class RunCommand implements Callable<Integer> {
  private static final int MAX_COUNT = 100_000;
  private static final int MAX_TIMEOUT_SECONDS = 86_400;

  @Parameters(paramLabel = "MODEL", description = "The model, a .tflite file.")
  private Path model;

  @Mixin private BoardOption boards;

  @Mixin private PlanOption plan;

  @Option(
      names = "--cores",
      defaultValue = "1",
      description = "Number of cores to use; only 1 is supported (default: 1).")
  private int cores;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "Inputs: .npy (with a leading axis for several), .npz with one array per input, or raw"
              + " bytes.")
  private @Nullable Path input;

  @Option(
      names = "--golden",
      paramLabel = "DIR",
      description = "Golden output to judge by: a case folder, or a folder of them.")
  private @Nullable Path golden;

  @Option(
      names = "--save-outputs",
      paramLabel = "DIR",
      description = "Folder that gets output_0.npy, ….")
  private @Nullable Path outputs;

  @Option(
      names = "--seed",
      description = "Random inputs of this seed, instead of golden outputs (default: 1).")
  private @Nullable Long seed;

  @Option(
      names = "--count",
      description = "So many random inputs, instead of golden outputs (default: 8).")
  private @Nullable Integer count;

  @Option(
      names = "--json",
      description =
          "Print one JSON object per board, each on a line; progress goes to standard error.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Longest time to wait for one inference (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Override
  public Integer call() throws IOException {
    require("--timeout", timeoutSeconds, MAX_TIMEOUT_SECONDS);
    if (outputs != null) {
      OutputFolder.require(spec, "--save-outputs", outputs);
    }
    Workspace workspace = Workspace.find();
    CaseSource source = source(workspace);
    ModelFile file = ModelFile.read(model);
    PrintWriter out = spec.commandLine().getOut();
    List<Board> selected = boards.select(workspace);
    Verdict worst = Verdict.PASS;
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      ModelRunner runner =
          new ModelRunner(workspace, progress)
              .withInferenceTimeout(Duration.ofSeconds(timeoutSeconds));
      for (Board board : selected) {
        RunReport report =
            runner.run(
                new RunRequest(
                    file, board, cores, source, plan.options(), outputs(board, selected)));
        progress.done();
        out.println(json ? report.record().toJson() : RunText.of(report));
        out.flush();
        worst = worst.worse(report.record().judgement().verdict());
      }
    }
    return worst.exitStatus();
  }

  private CaseSource source(Workspace workspace) {
    if (golden != null && input != null) {
      throw new ParameterException(
          spec.commandLine(), "--golden and --input exclude each other: a golden has its inputs");
    }
    long wantedSeed = Objects.requireNonNullElse(seed, CaseSource.SEED);
    int wantedCount = Objects.requireNonNullElse(count, CaseSource.RANDOM_INFERENCES);
    require("--count", wantedCount, MAX_COUNT);
    if (seed == null && count == null) {
      GoldenStore goldens = new GoldenStore(workspace.goldens());
      return new CaseSource(goldens, golden, input, wantedSeed, wantedCount);
    }
    if (golden != null || input != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--seed and --count make random inputs: not with --golden or --input");
    }
    return CaseSource.random(wantedSeed, wantedCount);
  }

  private void require(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d; accepted: 1 to %d".formatted(option, value, most));
    }
  }

  /** Several boards write into a folder each. */
  private @Nullable Path outputs(Board board, List<Board> selected) {
    return outputs == null || selected.size() == 1 ? outputs : outputs.resolve(board.name());
  }
}
