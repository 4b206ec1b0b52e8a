package dev.halyard.engine.interpret;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interpreter against TensorFlow Lite Micro's reference kernels, to the bit. */
class GoldenOutputsTest {

  static Stream<GoldenCase> cases() {
    return GoldenCase.below(GoldenCase.repositoryFolder("golden-outputs")).stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesWhatTheReferenceKernelsCompute(GoldenCase golden) throws IOException {
    Optional<Path> model = find(golden.model());
    assumeTrue(
        model.isPresent(),
        () -> golden.model() + " is not in suites/models, $HALYARD_MODELS or ../shared/models");
    Graph graph = TfliteImporter.read(Files.readAllBytes(model.orElseThrow()), "model");
    GraphVerifier.verify(graph);
    golden.check(graph);
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
