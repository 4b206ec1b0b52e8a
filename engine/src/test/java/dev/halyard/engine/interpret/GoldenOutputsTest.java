package dev.halyard.engine.interpret;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interpreter against TensorFlow Lite Micro's reference kernels, to the bit. */
class GoldenOutputsTest {

  /** What the reference kernels compute and Halyard does not, with what a user is told. */
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "operators/average_pool_2d/batch_2", "batch 2 is not supported; supported: batch 1",
          "operators/conv_2d/batch_2", "batch 2 is not supported; supported: batch 1",
          "operators/depthwise_conv_2d/batch_2", "batch 2 is not supported; supported: batch 1",
          "operators/max_pool_2d/batch_2", "batch 2 is not supported; supported: batch 1");

  static Stream<GoldenCase> cases() {
    return GoldenCase.below(GoldenCase.repositoryFolder("golden-outputs")).stream();
  }

  static Stream<GoldenCase> supported() {
    return cases().filter(golden -> !UNSUPPORTED.containsKey(golden.toString()));
  }

  static Stream<GoldenCase> unsupported() {
    return cases().filter(golden -> UNSUPPORTED.containsKey(golden.toString()));
  }

  @ParameterizedTest
  @MethodSource("supported")
  void computesWhatTheReferenceKernelsCompute(GoldenCase golden) throws IOException {
    Optional<Path> model = find(golden.model());
    assumeTrue(
        model.isPresent(),
        () -> golden.model() + " is not in suites/models, $HALYARD_MODELS or ../shared/models");
    Graph graph = TfliteImporter.read(Files.readAllBytes(model.orElseThrow()), "model");
    GraphVerifier.verify(graph);
    golden.check(graph);
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void theImporterRejectsWhatIsNotSupported(GoldenCase golden) throws IOException {
    byte[] model = Files.readAllBytes(find(golden.model()).orElseThrow());
    assertThatThrownBy(() -> TfliteImporter.read(model, "model"))
        .isInstanceOf(CompileException.class)
        .hasMessageEndingWith(UNSUPPORTED.get(golden.toString()));
  }

  private static Optional<Path> find(String file) {
    return Stream.of(
            GoldenCase.repositoryFolder("."),
            GoldenCase.repositoryFolder("suites/models"),
            Path.of(Optional.ofNullable(System.getenv("HALYARD_MODELS")).orElse("models")),
            GoldenCase.repositoryFolder("../shared/models"))
        .map(folder -> folder.resolve(file))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
