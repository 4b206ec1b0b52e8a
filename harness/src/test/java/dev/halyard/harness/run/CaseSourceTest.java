package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.golden.GoldenStore;
import dev.halyard.harness.golden.NpyArray;
import dev.halyard.harness.record.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden outputs and inputs that do not fit the model. */
class CaseSourceTest {
  private static final Path SINE = Path.of("../suites/models/sine.tflite");

  @TempDir private Path folder;
  private ModelFile model;

  @BeforeEach
  void makeGolden() throws IOException {
    model = ModelFile.read(SINE);
    provenance("producer: by hand\nmodelSha256: " + model.sha256() + "\n");
    array("input.npy", ElementType.INT8, List.of(2, 1, 1));
    array("expected.npy", ElementType.INT8, List.of(2, 1, 1));
  }

  private void provenance(String text) throws IOException {
    Files.writeString(folder.resolve("provenance.yaml"), text);
  }

  private void array(String name, ElementType type, List<Integer> shape) throws IOException {
    int elements = shape.stream().reduce(1, (a, b) -> a * b);
    new NpyArray(type, shape, new byte[elements * type.bytes()]).write(folder.resolve(name));
  }

  @Test
  void aSeedMakesRandomInputsWhateverIsRecorded() throws IOException {
    Graph graph = TfliteImporter.read(model.bytes(), model.stem());
    Workspace workspace = new Workspace(Path.of("..").toAbsolutePath().normalize());
    assertThat(CaseSource.recorded(workspace).cases(model, graph).judge()).isEqualTo(Judge.GOLDEN);
    Cases cases = CaseSource.random(7, 3).cases(model, graph);
    assertThat(cases.inferences()).isEqualTo(3);
    assertThat(cases.seed()).isEqualTo(7);
    assertThat(cases.judge()).isEqualTo(Judge.INTERPRETER);
  }

  private Cases golden() throws IOException {
    return cases(folder, null);
  }

  private Cases cases(Path golden, Path input) throws IOException {
    return new CaseSource(new GoldenStore(folder), golden, input, 1, 1)
        .cases(model, TfliteImporter.read(model.bytes(), model.stem()));
  }

  private void refusesGolden(String message) {
    assertThatThrownBy(this::golden).isInstanceOf(IOException.class).hasMessageContaining(message);
  }

  @Test
  void takesAGoldenThatFits() throws IOException {
    assertThat(golden().inferences()).isEqualTo(2);
  }

  @Test
  void refusesAnOutputOfAnotherShape() throws IOException {
    array("expected.npy", ElementType.INT8, List.of(2, 2));
    refusesGolden("/expected' holds int8[2, 2]; tensor 'sin_x' is int8[1, 1], accepted: that, or");
  }

  @Test
  void refusesAnOutputOfAnotherType() throws IOException {
    array("expected.npy", ElementType.FLOAT32, List.of(2, 1, 1));
    refusesGolden("/expected' holds float32[2, 1, 1]; tensor 'sin_x' is int8[1, 1]");
  }

  @Test
  void refusesFewerOutputsThanInputs() throws IOException {
    array("expected.npy", ElementType.INT8, List.of(1, 1, 1));
    refusesGolden("has 2 inputs but 1 expected outputs");
  }

  @Test
  void refusesAGoldenWithoutOutputs() throws IOException {
    Files.delete(folder.resolve("expected.npy"));
    refusesGolden("has neither expected.npy nor expected_0.npy");
  }

  @Test
  void refusesAGoldenOfUnknownOrigin() throws IOException {
    Files.delete(folder.resolve("provenance.yaml"));
    refusesGolden("has no provenance.yaml, so nobody knows what made it; record it with");
  }

  @Test
  void refusesAnUnreadableProvenance() throws IOException {
    provenance(": : [");
    refusesGolden("provenance.yaml' cannot be read: ");
    provenance("");
    refusesGolden("provenance.yaml' cannot be read: No content");
    provenance("note: nothing else\n");
    refusesGolden("provenance.yaml' names no producer or no modelSha256");
  }

  @Test
  void refusesAGoldenOfAnotherModel() throws IOException {
    provenance("producer: by hand\nmodelSha256: " + "ab".repeat(32) + "\n");
    refusesGolden("was made of another model than 'sine.tflite'");
  }

  @Test
  void refusesAFolderWithoutGoldens() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> cases(empty, null))
        .hasMessageContaining("empty' holds no golden output; accepted: a folder with input.npy");
  }

  @Test
  void refusesInputsThatDoNotFit() throws IOException {
    array("float.npy", ElementType.FLOAT32, List.of(1, 1));
    array("shape.npy", ElementType.INT8, List.of(3, 3));
    array("none.npy", ElementType.INT8, List.of(0, 1, 1));
    Files.writeString(folder.resolve("text.npy"), "hello");
    Files.write(folder.resolve("empty.bin"), new byte[0]);
    refusesInput("float.npy", "holds float32[1, 1]; tensor 'x' is int8[1, 1]");
    refusesInput("shape.npy", "holds int8[3, 3]; tensor 'x' is int8[1, 1]");
    refusesInput("none.npy", "holds no inference: its leading axis is 0");
    refusesInput("text.npy", "is not an .npy file");
    refusesInput("empty.bin", "has 0 bytes; accepted: a multiple of 1");
    refusesInput("absent.npy", "is not a file; give a .npy, .npz or raw file");
  }

  private void refusesInput(String name, String message) {
    assertThatThrownBy(() -> cases(null, folder.resolve(name)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }
}
