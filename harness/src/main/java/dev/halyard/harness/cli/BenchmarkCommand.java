package dev.halyard.harness.cli;

import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.BenchmarkTable;
import dev.halyard.harness.report.benchmark.Benchmark;
import dev.halyard.harness.report.benchmark.BenchmarkRow;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard benchmark}: models × boards as a table. */
@Command(
    name = "benchmark",
    description = {
      "Runs models on boards and prints instructions, flash, arena and stack as a table.",
      "Every run is judged like those of 'run'. That a model does not fit a board is a result, not"
          + " a failure."
    })
final class BenchmarkCommand implements Callable<Integer> {
  private static final Set<Verdict> KEPT = Set.of(Verdict.PASS, Verdict.UNSUPPORTED);

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description =
          "Models: .tflite files, or ids of suites/models/public.yaml; at least one without"
              + " --report.")
  private List<Path> models = List.of();

  @Mixin private BoardOption boards;

  @Mixin private PlanOption plan;

  @Option(names = "--json", description = "Print one JSON object per run, each on a line.")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Put the figures into DIR/benchmark.yaml, in the place of earlier ones of the same models and"
              + " boards, apart from those with --ram, and make benchmark.md and benchmark.svg of it. What broke changes nothing.")
  private @Nullable Path report;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (models.isEmpty() && report == null) {
      throw new ParameterException(spec.commandLine(), "give a model, or a folder with --report");
    }
    Workspace workspace = Workspace.find();
    List<ModelFile> files = new ArrayList<>();
    for (Path model : models) {
      files.add(ModelFile.read(file(workspace, model)));
    }
    List<Board> selected = files.isEmpty() ? List.of() : boards.select(workspace);
    List<RunRecord> records = new ArrayList<>();
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      ModelRunner runner = new ModelRunner(workspace, progress);
      for (ModelFile file : files) {
        for (Board board : selected) {
          records.add(runner.runAmongOthers(request(workspace, file, board)).record());
        }
      }
    }
    if (!models.isEmpty()) {
      print(records);
    }
    if (report != null) {
      save(workspace, records, report);
    }
    return records.stream()
        .filter(r -> r.judgement().misfit() == null)
        .map(r -> r.judgement().verdict())
        .reduce(Verdict.PASS, Verdict::worse)
        .exitStatus();
  }

  private static Path file(Workspace workspace, Path model) throws IOException {
    if (model.toString().endsWith(".tflite")) {
      return model;
    }
    ModelLibrary library = new ModelLibrary(workspace);
    return library
        .find(model.toString())
        .orElseThrow(
            () ->
                new IOException(
                    "model '%s' is not on this machine; looked in %s"
                        .formatted(model, library.searchedFolders())));
  }

  private RunRequest request(Workspace workspace, ModelFile model, Board board) {
    return new RunRequest(model, board, 1, CaseSource.recorded(workspace), plan.options(), null);
  }

  private void save(Workspace workspace, List<RunRecord> records, Path folder) throws IOException {
    ModelLibrary library = new ModelLibrary(workspace);
    List<BenchmarkRow> rows = new ArrayList<>();
    for (RunRecord record : records) {
      if (KEPT.contains(record.judgement().verdict())) {
        String model = library.nameOf(record.subject().model(), record.subject().sha256());
        rows.add(BenchmarkRow.of(record, model, plan.options().ramBytes()));
      }
    }
    Benchmark.load(folder).with(rows).save(folder, BoardCatalog.load(workspace.boards()));
  }

  private void print(List<RunRecord> records) {
    var out = spec.commandLine().getOut();
    if (json) {
      records.forEach(record -> out.println(record.toJson()));
    } else {
      out.print(BenchmarkTable.of(records));
    }
    out.flush();
  }
}
