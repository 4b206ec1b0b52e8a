package dev.halyard.harness.cli;

import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphDot;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.pass.Pass;
import dev.halyard.engine.pass.PassPipeline;
import dev.halyard.engine.pass.Pipelines;
import dev.halyard.harness.firmware.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code halyard graph}: prints a model's graph, as imported or after any pass, its memory, or its
 * kernels.
 */
@Command(
    name = "graph",
    description =
        "Prints a model's graph after all passes, or at an earlier stage, or how its memory is"
            + " planned, or its kernels.")
final class GraphCommand implements Callable<Integer> {
  private static final String IMPORT = "import";

  @Parameters(paramLabel = "MODEL", description = "The model, a .tflite file.")
  private Path model;

  @Option(
      names = {"--after", "--dump-after"},
      paramLabel = "PASS",
      split = ",",
      description =
          "Print the graph after this pass, or 'import' for the file's own; 'all' for every stage;"
              + " may be repeated.")
  private @Nullable List<String> after;

  @Option(names = "--dot", description = "Print Graphviz, to be drawn by: dot -Tsvg")
  private boolean dot;

  @Option(
      names = "--constants",
      description = "Print the elements of large constants too, so that the text parses back.")
  private boolean constants;

  @Mixin private MemoryOption memory;

  @Mixin private KernelsOption kernels;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelFile file = ModelFile.read(model);
    Map<String, Graph> stages = stages(TfliteImporter.read(file.bytes(), file.stem()));
    List<String> names = new ArrayList<>(stages.keySet());
    Graph last = stages.get(names.get(names.size() - 1));
    if (kernels.isWanted()) {
      kernels.show(file, last, memory.board(), memory.options(), spec.commandLine().getOut());
      return 0;
    }
    if (memory.isWanted()) {
      return memory.show(last, spec.commandLine().getOut());
    }
    for (String stage : wanted(names)) {
      if (!stages.containsKey(stage)) {
        throw new ParameterException(
            spec.commandLine(), "no pass '" + stage + "'; there are: " + String.join(", ", names));
      }
      spec.commandLine().getOut().println(text(stages.get(stage)));
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static Map<String, Graph> stages(Graph imported) {
    Map<String, Graph> stages = new LinkedHashMap<>();
    stages.put(IMPORT, imported);
    List<Pass> passes = new ArrayList<>(Pipelines.CANONICALIZE);
    passes.addAll(Pipelines.LOWER);
    new PassPipeline(passes).run(imported, stages::put);
    return stages;
  }

  private List<String> wanted(List<String> names) {
    if (after == null) {
      return List.of(names.get(names.size() - 1));
    }
    return after.contains("all") ? names : after;
  }

  private String text(Graph graph) {
    if (dot) {
      return GraphDot.print(graph);
    }
    return constants ? GraphText.print(graph) : GraphText.summary(graph);
  }
}
