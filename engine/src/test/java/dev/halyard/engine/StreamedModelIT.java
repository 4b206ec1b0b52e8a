package dev.halyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.interpret.GoldenCase;
import dev.halyard.engine.interpret.Interpreter;
import dev.halyard.engine.interpret.NpyFile;
import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model that has goldens and streams by rows when it is given little memory: with the least
 * and with somewhat more it has the bits of TensorFlow Lite Micro's reference kernels.
 */
class StreamedModelIT {
  private static final Path FOLDER = Path.of("target", "streamed-models");

  private static final byte[] NO_BYTES = {};

  private static HostBuild build = new HostBuild(FOLDER, Map.of());

  @BeforeAll
  static void compileAndBuild() throws IOException, InterruptedException {
    Map<String, ModelCrate> models = new TreeMap<>();
    for (GoldenCase golden : CompiledModelIT.goldens().toList()) {
      Optional<Path> file = golden.findModel();
      String name = CompiledModelIT.moduleName(golden);
      if (file.isPresent() && !models.containsKey(name + "_least")) {
        addStreamed(Files.readAllBytes(file.get()), name, models);
      }
    }
    build = new HostBuild(FOLDER, models);
    build.build();
  }

  private static void addStreamed(byte[] file, String name, Map<String, ModelCrate> models) {
    CompileOptions options =
        CompileOptions.DEFAULT.withInputs(
            models.size() % 4 == 0 ? InputPolicy.KEPT : InputPolicy.CONSUMED);
    ModelCrate whole;
    try {
      whole = compile(file, name, options);
    } catch (CompileException e) {
      assertThat(e).hasMessageContaining("batch 2 is not supported");
      return;
    }
    Plan least = Plan.fitting(whole.plan().graph(), options.plan().inputs(), 0);
    if (least.segments().isEmpty()) {
      return;
    }
    long leastBytes = least.memory().arenaBytes();
    long wholeBytes = whole.plan().memory().arenaBytes();
    models.put(name + "_least", compile(file, name, options.withRam(leastBytes)));
    models.put(name + "_more", compile(file, name, options.withRam((leastBytes + wholeBytes) / 2)));
  }

  private static ModelCrate compile(byte[] file, String name, CompileOptions options) {
    return Compiler.compile(file, name + ".tflite", TestBoards.host(), options);
  }

  static Stream<GoldenCase> streamed() {
    return CompiledModelIT.goldens()
        .filter(g -> build.models().containsKey(CompiledModelIT.moduleName(g) + "_least"));
  }

  @ParameterizedTest
  @MethodSource("streamed")
  void givesTheBitsOfTheReferenceKernels(GoldenCase golden)
      throws IOException, InterruptedException {
    String name = CompiledModelIT.moduleName(golden);
    for (String module : List.of(name + "_least", name + "_more")) {
      ModelCrate model = build.models().get(module);
      List<NpyFile> inputs = golden.arrays("input", model.graph().inputs().size());
      List<NpyFile> expected = golden.arrays("expected", model.graph().outputs().size());
      int count = inputs.get(0).cases();
      byte[] actual = build.infer(module, interleaved(inputs, count));
      int mismatch = Arrays.mismatch(interleaved(expected, count), actual);
      assertThat(mismatch).as("%s: first byte that differs", module).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @MethodSource("streamed")
  void showsTheRowsOfEveryNodeAsTheInterpreterHasThem(GoldenCase golden)
      throws IOException, InterruptedException {
    String module = CompiledModelIT.moduleName(golden) + "_least";
    Plan plan = build.models().get(module).plan();
    Map<String, TensorValue> inputs = new HashMap<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Tensor> tensors = plan.graph().inputTensors();
    List<NpyFile> arrays = golden.arrays("input", tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      byte[] values = arrays.get(i).bytes(0);
      inputs.put(
          tensors.get(i).name(),
          TensorValue.of(tensors.get(i).type(), tensors.get(i).shape(), values));
      bytes.writeBytes(values);
    }
    Set<Node> nodes = plan.steps().stream().map(Plan.Step::node).collect(Collectors.toSet());
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Interpreter.run(
        plan.graph(),
        inputs,
        (node, output) -> expected.writeBytes(nodes.contains(node) ? output.toBytes() : NO_BYTES));
    byte[] actual = build.observe(module, bytes.toByteArray());
    assertThat(Arrays.mismatch(expected.toByteArray(), actual))
        .as("%s: first byte that differs", module)
        .isEqualTo(-1);
  }

  @Test
  void manyModelsStream() {
    assertThat(build.models().values().stream().filter(m -> !m.plan().segments().isEmpty()))
        .hasSizeGreaterThan(20);
  }

  @Test
  void isLaidOutAsRustfmtDoes() throws IOException, InterruptedException {
    build.checkLayout();
  }

  @Test
  void hasNoWarningOfClippy() throws IOException, InterruptedException {
    build.lint();
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
}
