package dev.halyard.harness.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.golden.Comparison;
import dev.halyard.harness.golden.GoldenOutput;
import dev.halyard.harness.golden.InputFile;
import dev.halyard.harness.golden.NpyArray;
import dev.halyard.harness.golden.Provenance;
import dev.halyard.harness.golden.Sequence;
import dev.halyard.harness.golden.Tolerance;
import dev.halyard.harness.run.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard golden}: the outputs that runs are judged by. */
@Command(
    name = "golden",
    description = "Golden outputs of models.",
    subcommands = GoldenCommand.Update.class)
final class GoldenCommand {
  private GoldenCommand() {}

  /** {@code halyard golden update}. */
  @Command(
      name = "update",
      description = {
        "Records a case: inputs, and the outputs that another implementation made of them.",
        "Shows what changes against the case's earlier outputs, and keeps who changed them and why."
      })
  static final class Update implements Callable<Integer> {
    private static final Pattern CASE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final ObjectMapper YAML =
        new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    @Parameters(paramLabel = "MODEL", description = "The model, a .tflite file.")
    private Path model;

    @Option(
        names = "--case",
        required = true,
        paramLabel = "NAME",
        description = "Name of the case, a folder below golden-outputs/<model>.")
    private String name;

    @Option(
        names = "--input",
        required = true,
        paramLabel = "FILE",
        description = "Inputs: .npy, .npz or raw bytes.")
    private Path input;

    @Option(
        names = "--expected",
        required = true,
        paramLabel = "FILE",
        description = "Outputs, of as many inferences: .npy, .npz or raw bytes.")
    private Path expected;

    @Option(
        names = "--producer",
        required = true,
        description = "What made the outputs, for example tflite-micro.")
    private String producer;

    @Option(names = "--producer-version", required = true, description = "Its version.")
    private String producerVersion;

    @Option(names = "--who", required = true, description = "Who records it.")
    private String who;

    @Option(names = "--why", required = true, description = "Why, in one sentence.")
    private String why;

    @Option(names = "--dry-run", description = "Show the changes, write nothing.")
    private boolean dryRun;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      ModelFile file = ModelFile.read(model);
      Graph graph = TfliteImporter.read(file.bytes(), file.stem());
      Sequence inputs = InputFile.read(input, graph.inputTensors());
      Sequence outputs = InputFile.read(expected, graph.outputTensors());
      if (inputs.size() != outputs.size()) {
        throw new IOException(
            "%d inputs but %d outputs; give as many of both"
                .formatted(inputs.size(), outputs.size()));
      }
      if (!CASE_NAME.matcher(name).matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "--case '"
                + name
                + "': accepted: letters, digits, '.', '_' and '-', a letter or digit first");
      }
      Path folder = Workspace.find().goldens().resolve(file.stem()).resolve(name);
      PrintWriter out = spec.commandLine().getOut();
      out.println(difference(folder, graph.outputTensors(), outputs));
      if (!dryRun) {
        write(
            folder,
            file,
            inputs.toArrays(graph.inputTensors()),
            outputs.toArrays(graph.outputTensors()));
        out.println("written to " + folder);
      }
      out.flush();
      return 0;
    }

    private static String difference(Path folder, List<Tensor> tensors, Sequence outputs)
        throws IOException {
      if (!GoldenOutput.isCase(folder)) {
        return "new case of " + outputs.size() + " inferences";
      }
      Sequence before = GoldenOutput.load(folder).expectedSequence(tensors);
      if (before.size() != outputs.size()) {
        return "the case had " + before.size() + " inferences, has " + outputs.size() + " now";
      }
      return Comparison.compare(before, outputs, tensors, Tolerance.EXACT)
          .map(mismatch -> "first change: " + mismatch)
          .orElse("the outputs do not change");
    }

    private void write(Path folder, ModelFile file, List<NpyArray> inputs, List<NpyArray> outputs)
        throws IOException {
      Files.createDirectories(folder);
      write(folder, "input", inputs);
      write(folder, "expected", outputs);
      Provenance provenance =
          new Provenance(
              producer,
              producerVersion,
              file.name(),
              file.sha256(),
              null,
              input.getFileName().toString(),
              LocalDate.now(ZoneOffset.UTC).toString(),
              who,
              why,
              null);
      YAML.writeValue(folder.resolve("provenance.yaml").toFile(), provenance);
    }

    private static void write(Path folder, String stem, List<NpyArray> arrays) throws IOException {
      for (int k = 0; k < arrays.size(); k++) {
        arrays
            .get(k)
            .write(folder.resolve(arrays.size() == 1 ? stem + ".npy" : stem + "_" + k + ".npy"));
      }
    }
  }
}
