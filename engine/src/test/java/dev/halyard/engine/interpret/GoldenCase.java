package dev.halyard.engine.interpret;

import static org.assertj.core.api.Assertions.fail;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder with inputs of a model and the outputs that the reference kernels gave. */
public record GoldenCase(Path folder) {

  /** Returns all cases below a folder, in order. */
  public static List<GoldenCase> below(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.endsWith("provenance.yaml"))
          .map(file -> new GoldenCase(file.getParent()))
          .sorted((a, b) -> a.folder.compareTo(b.folder))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the repository's folder of that name. */
  public static Path repositoryFolder(String name) {
    return Path.of("..", name);
  }

  @Override
  public String toString() {
    return repositoryFolder("golden-outputs").relativize(folder).toString();
  }

  /** Returns the file of the model, as the provenance has it. */
  public String model() {
    try (Stream<String> lines = Files.lines(folder.resolve("provenance.yaml"))) {
      return lines
          .filter(line -> line.startsWith("model: "))
          .map(line -> line.substring("model: ".length()).strip())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the file of the model, if it is in the repository or among the public models. */
  public Optional<Path> findModel() {
    return Stream.of(
            repositoryFolder("suites/models"),
            Path.of(Optional.ofNullable(System.getenv("HALYARD_MODELS")).orElse("models")),
            repositoryFolder("../shared/models"))
        .map(root -> root.resolve(model()))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Fails with the first element that differs from what the interpreter computes. */
  void check(Graph graph) {
    List<NpyFile> inputs = arrays("input", graph.inputs().size());
    List<NpyFile> expected = arrays("expected", graph.outputs().size());
    for (int inference = 0; inference < inputs.get(0).cases(); inference++) {
      Map<String, TensorValue> values = new LinkedHashMap<>();
      for (int index = 0; index < inputs.size(); index++) {
        Tensor tensor = graph.inputTensors().get(index);
        values.put(
            tensor.name(),
            TensorValue.of(
                inputs.get(index).type(), tensor.shape(), inputs.get(index).bytes(inference)));
      }
      Map<String, TensorValue> outputs = Interpreter.run(graph, values);
      for (int index = 0; index < expected.size(); index++) {
        TensorValue output = outputs.get(graph.outputs().get(index));
        compare(inference, graph.outputs().get(index), output, expected.get(index));
      }
    }
  }

  /** Returns the arrays of all inputs, or of all expected outputs. */
  public List<NpyFile> arrays(String stem, int count) {
    Path single = folder.resolve(stem + ".npy");
    if (count == 1 && Files.exists(single)) {
      return List.of(NpyFile.read(single));
    }
    return Stream.iterate(0, index -> index + 1)
        .limit(count)
        .map(index -> NpyFile.read(folder.resolve(stem + "_" + index + ".npy")))
        .toList();
  }

  private void compare(int inference, String name, TensorValue actual, NpyFile expected) {
    byte[] wanted = expected.bytes(inference);
    byte[] got = actual.toBytes();
    if (actual.type() != expected.type() || got.length != wanted.length) {
      fail("%s: output '%s' has another type or size", this, name);
    }
    int bytes = actual.type().bytes();
    for (int element = 0; element < got.length / bytes; element++) {
      Object a = element(actual.type(), got, element * bytes);
      Object b = element(actual.type(), wanted, element * bytes);
      if (!a.equals(b)) {
        fail(
            "%s: inference %d, output '%s', element %d: expected %s but was %s",
            this, inference, name, element, b, a);
      }
    }
  }

  private static Object element(ElementType type, byte[] bytes, int at) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return type == ElementType.FLOAT32 ? (Object) buffer.getFloat(at) : (Object) buffer.get(at);
  }
}
