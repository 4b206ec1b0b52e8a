package dev.halyard.harness.cli;

import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.BenchmarkTable;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard benchmark}: models × boards as a table. */
@Command(
    name = "benchmark",
    description = {
      "Runs models on boards and prints instructions, flash, arena and stack as a table.",
      "Every run is judged like those of 'run'."
    })
final class BenchmarkCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", arity = "1..*", description = "Models, .tflite files.")
  private List<Path> models;

  @Mixin private BoardOption boards;

  @Mixin private InputsOption inputs;

  @Mixin private RamOption ram;

  @Option(names = "--json", description = "Print one JSON object per run, each on a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.find();
    List<RunRecord> records = new ArrayList<>();
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      ModelRunner runner = new ModelRunner(workspace, progress);
      for (Path model : models) {
        for (Board board : boards.select(workspace)) {
          records.add(runner.run(request(workspace, model, board)).record());
        }
      }
    }
    print(records);
    return records.stream()
        .map(r -> r.judgement().verdict())
        .reduce(Verdict.PASS, Verdict::worse)
        .exitStatus();
  }

  private RunRequest request(Workspace workspace, Path model, Board board) throws IOException {
    CaseSource source = CaseSource.recorded(workspace);
    return new RunRequest(
        ModelFile.read(model), board, 1, source, inputs.policy(), ram.bytes(), null);
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
