package dev.halyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.interpret.GoldenCase;
import dev.halyard.engine.interpret.Interpreter;
import dev.halyard.engine.interpret.NpyFile;
import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.memory.InputPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model that has goldens, compiled and run on this computer: its bits are those of TensorFlow
 * Lite Micro's reference kernels, and of the interpreter.
 */
class CompiledModelIT {
  private static final Path FOLDER = Path.of("target", "compiled-models");

  /** Which of the models lets inferences overwrite its inputs: every second. */
  private static final Map<String, CompileOptions> OPTIONS = new HashMap<>();

  private static HostBuild build = new HostBuild(FOLDER, Map.of());

  @BeforeAll
  static void compileAndBuild() throws IOException, InterruptedException {
    Map<String, ModelCrate> models = new TreeMap<>();
    for (GoldenCase golden : goldens().toList()) {
      Optional<Path> file = golden.findModel();
      String name = moduleName(golden);
      if (file.isPresent() && !models.containsKey(name)) {
        compile(file.get(), name).ifPresent(crate -> models.put(name, crate));
      }
    }
    build = new HostBuild(FOLDER, models);
    build.build();
  }

  private static Optional<ModelCrate> compile(Path file, String name) throws IOException {
    boolean isOdd = OPTIONS.size() % 2 == 1;
    CompileOptions options =
        CompileOptions.DEFAULT.withInputs(isOdd ? InputPolicy.CONSUMED : InputPolicy.KEPT);
    OPTIONS.put(name, options);
    String fileName = name + ".tflite";
    try {
      return Optional.of(
          Compiler.compile(Files.readAllBytes(file), fileName, TestBoards.host(), options));
    } catch (CompileException e) {
      assertThat(e).hasMessageContaining("batch 2 is not supported");
      return Optional.empty();
    }
  }

  static Stream<GoldenCase> goldens() {
    return GoldenCase.below(GoldenCase.repositoryFolder("golden-outputs")).stream();
  }

  /** Returns the models' names: of a model's path without folder {@code operators} and suffix. */
  static String moduleName(GoldenCase golden) {
    String path = golden.model().replaceAll("\\.tflite$", "").replace("operators/", "");
    return "m_" + path.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
  }

  static Stream<String> models() throws IOException {
    return goldens().map(CompiledModelIT::moduleName).distinct();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void givesTheBitsOfTheReferenceKernels(GoldenCase golden)
      throws IOException, InterruptedException {
    ModelCrate model = requireModel(moduleName(golden));
    List<NpyFile> inputs = golden.arrays("input", model.graph().inputs().size());
    List<NpyFile> expected = golden.arrays("expected", model.graph().outputs().size());
    int count = inputs.get(0).cases();
    byte[] actual = build.infer(moduleName(golden), interleaved(inputs, count));
    requireEqual(golden.toString(), interleaved(expected, count), actual);
  }

  @ParameterizedTest
  @MethodSource("models")
  void givesTheBitsOfTheInterpreter(String name) throws IOException, InterruptedException {
    Graph graph = requireModel(name).graph();
    SplittableRandom random = new SplittableRandom(name.hashCode());
    Map<String, TensorValue> inputs = new HashMap<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Tensor tensor : graph.inputTensors()) {
      byte[] values = random(tensor, random);
      inputs.put(tensor.name(), TensorValue.of(tensor.type(), tensor.shape(), values));
      bytes.writeBytes(values);
    }
    Map<String, TensorValue> outputs = Interpreter.run(graph, inputs);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    graph.outputs().forEach(output -> expected.writeBytes(outputs.get(output).toBytes()));
    requireEqual(name, expected.toByteArray(), build.infer(name, bytes.toByteArray()));
  }

  @Test
  void isLaidOutAsRustfmtDoes() throws IOException, InterruptedException {
    build.checkLayout();
  }

  @Test
  void hasNoWarningOfClippy() throws IOException, InterruptedException {
    build.lint();
  }

  @Test
  void compilesToTheSameBytesTwice() throws IOException {
    for (GoldenCase golden : goldens().toList()) {
      ModelCrate model = build.models().get(moduleName(golden));
      if (model != null && golden.toString().startsWith("operators")) {
        Path file = golden.findModel().orElseThrow();
        assertThat(compileAgain(file, moduleName(golden)).files()).isEqualTo(model.files());
      }
    }
  }

  private static ModelCrate compileAgain(Path file, String name) throws IOException {
    CompileOptions options = OPTIONS.getOrDefault(name, CompileOptions.DEFAULT);
    byte[] bytes = Files.readAllBytes(file);
    return Compiler.compile(bytes, name + ".tflite", TestBoards.host(), options);
  }

  private static ModelCrate requireModel(String name) {
    ModelCrate model = build.models().get(name);
    assumeTrue(model != null, () -> name + " is not here, or not supported");
    return model;
  }

  private static byte[] interleaved(List<NpyFile> arrays, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      for (NpyFile array : arrays) {
        bytes.writeBytes(array.bytes(i));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] random(Tensor tensor, SplittableRandom random) {
    byte[] values = new byte[tensor.byteCount()];
    if (tensor.type() == ElementType.FLOAT32) {
      ByteBuffer buffer = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        buffer.putFloat((float) (random.nextDouble() * 4 - 2));
      }
    } else {
      random.nextBytes(values);
    }
    return values;
  }

  private static void requireEqual(String what, byte[] expected, byte[] actual) {
    assertThat(actual).hasSameSizeAs(expected);
    int mismatch = Arrays.mismatch(expected, actual);
    assertThat(mismatch).as("%s: first byte that differs", what).isEqualTo(-1);
  }
}
