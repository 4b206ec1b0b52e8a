package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.golden.GoldenOutput;
import dev.halyard.harness.golden.NpyArray;
import dev.halyard.harness.golden.Provenance;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every golden output of the repository, without running anything. */
class GoldenDataTest {
  private static final int FEWEST_INFERENCES = 8;

  private static final Workspace WORKSPACE = Data.workspace();
  private static final ModelLibrary LIBRARY = new ModelLibrary(WORKSPACE);

  static List<Path> cases() {
    return Data.below(WORKSPACE.goldens(), "provenance.yaml").map(Path::getParent).toList();
  }

  /** Folders of whole models; operators have a folder of many small ones. */
  static List<Path> models() throws IOException {
    try (Stream<Path> folders = Files.list(WORKSPACE.goldens())) {
      return folders.filter(folder -> !folder.endsWith("operators")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void provenanceIsComplete(Path folder) throws IOException {
    Provenance provenance = GoldenOutput.provenance(folder);
    assertThat(provenance.producer()).as("producer").isNotBlank();
    assertThat(provenance.producerVersion()).as("producerVersion").isNotBlank();
    assertThat(provenance.model()).as("model").endsWith(".tflite");
    assertThat(provenance.modelSha256()).as("modelSha256").matches(Data.SHA256);
    assertThat(provenance.seed() != null || Data.says(provenance.source()))
        .as("seed or source")
        .isTrue();
    assertThat(LocalDate.parse(provenance.created())).as("created").isNotNull();
    assertThat(Data.says(provenance.note()) || Data.says(provenance.why()))
        .as("note, or why it was changed")
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void arraysHoldAsManyInferences(Path folder) throws IOException {
    GoldenOutput golden = GoldenOutput.load(folder);
    int inferences = golden.inputs().get(0).shape().get(0);
    assertThat(inferences).isPositive();
    for (NpyArray array :
        Stream.of(golden.inputs(), golden.expected()).flatMap(List::stream).toList()) {
      assertThat(array.shape().get(0)).as("leading axis of %s", array).isEqualTo(inferences);
    }
    if (!golden.labels().isEmpty()) {
      assertThat(golden.labels()).as("labels").hasSize(inferences);
    }
    int labels = golden.labels().isEmpty() ? 0 : 1;
    assertThat(Data.below(folder, ".npy"))
        .as("arrays that belong to the case")
        .hasSize(golden.inputs().size() + golden.expected().size() + labels);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isOfTheModelThatItNames(Path folder) throws IOException {
    Optional<Path> model = model(folder);
    // The hash of a public model is compared with public.yaml by PublicModelsDataTest, too.
    assumeThat(model).as("the model is on this computer").isPresent();
    GoldenOutput golden = GoldenOutput.load(folder);
    ModelFile file = ModelFile.read(model.get());
    assertThat(file.sha256()).isEqualTo(golden.provenance().modelSha256());
    Optional<Graph> graph = graph(file);
    if (graph.isPresent()) {
      assertThat(golden.inputSequence(graph.get().inputTensors()).size())
          .isEqualTo(golden.expectedSequence(graph.get().outputTensors()).size());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void wholeModelsHaveEnoughInferences(Path folder) throws IOException {
    int inferences = 0;
    for (Path golden : Data.below(folder, "provenance.yaml").map(Path::getParent).toList()) {
      inferences += GoldenOutput.load(golden).inputs().get(0).shape().get(0);
    }
    assertThat(inferences).isGreaterThanOrEqualTo(FEWEST_INFERENCES);
  }

  @Test
  void noArrayIsWithoutProvenance() {
    List<Path> cases = cases();
    assertThat(Data.below(WORKSPACE.goldens(), ".npy").map(Path::getParent))
        .allMatch(cases::contains);
  }

  @Test
  void everyModelOfOursHasGoldenOutputs() {
    Path ours = WORKSPACE.root().resolve("suites/models");
    assertThat(Data.below(ours, ".tflite"))
        .isNotEmpty()
        .allSatisfy(
            model -> {
              String name = ours.relativize(model).toString().replace(".tflite", "");
              assertThat(Data.below(WORKSPACE.goldens().resolve(name), "provenance.yaml"))
                  .isNotEmpty();
            });
  }

  /** The file of ours that the provenance names, else the public model whose id the folder has. */
  private static Optional<Path> model(Path golden) throws IOException {
    Path own =
        WORKSPACE.root().resolve("suites/models").resolve(GoldenOutput.provenance(golden).model());
    return Files.isRegularFile(own)
        ? Optional.of(own)
        : LIBRARY.find(WORKSPACE.goldens().relativize(golden).getName(0).toString());
  }

  /** Some operator models are there to be rejected. */
  private static Optional<Graph> graph(ModelFile file) {
    try {
      return Optional.of(TfliteImporter.read(file.bytes(), file.stem()));
    } catch (CompileException e) {
      return Optional.empty();
    }
  }
}
