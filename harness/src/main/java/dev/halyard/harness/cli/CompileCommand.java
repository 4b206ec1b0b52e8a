package dev.halyard.harness.cli;

import dev.halyard.engine.CompileOptions;
import dev.halyard.engine.Compiler;
import dev.halyard.engine.FirmwareModels;
import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.report.Figures;
import dev.halyard.harness.report.TextTable;
import dev.halyard.harness.run.Misfits;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard compile}: the crates, to ship in one's own firmware. */
@Command(
    name = "compile",
    description = {
      "Writes one Rust crate per model, and beside them the crates that all of them share.",
      "docs/use-the-crate.md shows how a firmware uses them."
    })
final class CompileCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", arity = "1..*", description = "Models, .tflite files.")
  private List<Path> models;

  @Option(
      names = "--board",
      defaultValue = "cortex-m7-emulated",
      description = "Board to compile for (default: ${DEFAULT-VALUE}).")
  private String board;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder that gets the crates.")
  private Path output;

  @Mixin private PlanOption plan;

  @Option(
      names = "--mlperf-id",
      paramLabel = "ID",
      description =
          "MLPerf Tiny benchmark that the model is an entry for: kws01, vww01, ic01, ad01; its official runner"
              + " asks for it. Its repeated inferences need --inputs kept.")
  private @Nullable String mlperfId;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OutputFolder.require(spec, "--output", output);
    BoardCatalog catalog = BoardCatalog.load(Workspace.find().boards());
    Board target = catalog.board(board);
    BoardWarnings.print(catalog, spec);
    CompileOptions options = options();
    List<ModelFile> files = new ArrayList<>();
    for (Path model : models) {
      files.add(ModelFile.read(model));
    }
    List<ModelCrate> crates = compiled(files, target, options);
    requireDistinct(crates);
    FirmwareModels.writeShipment(output, crates);
    TextTable table = new TextTable("llrr").row("crate", "folder", "weights", "arena");
    for (ModelCrate crate : crates) {
      Path folder = output.resolve(crate.name());
      MemoryPlan memory = crate.plan().memory();
      table.row(
          crate.name(),
          folder.toString(),
          Figures.grouped(crate.weightBytes()),
          Figures.grouped(memory.arenaBytes()));
    }
    spec.commandLine().getOut().print(table.render(""));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private CompileOptions options() {
    CompileOptions options = CompileOptions.DEFAULT.withPlan(plan.options());
    return mlperfId == null ? options : options.withMlperfId(mlperfId);
  }

  private List<ModelCrate> compiled(List<ModelFile> files, Board target, CompileOptions options)
      throws IOException {
    List<ModelCrate> crates = new ArrayList<>();
    for (ModelFile file : files) {
      try {
        crates.add(Compiler.compile(file.bytes(), file.name(), target, options));
      } catch (DoesNotFitException e) {
        throw new Misfits(Workspace.find())
            .withProposal(e, List.of(file), plan.options().inputs(), target);
      }
    }
    return crates;
  }

  private static void requireDistinct(List<ModelCrate> crates) throws IOException {
    Set<String> names = new HashSet<>();
    for (ModelCrate crate : crates) {
      if (!names.add(crate.name())) {
        throw new IOException(
            "two models have the name '%s'; rename one of the files".formatted(crate.name()));
      }
    }
  }
}
