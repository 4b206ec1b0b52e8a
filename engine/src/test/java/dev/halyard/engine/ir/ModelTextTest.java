package dev.halyard.engine.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.importer.tflite.TfliteImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text form of the models in the repository. */
class ModelTextTest {
  private static final Path MODELS = Path.of("..", "suites", "models");

  @ParameterizedTest
  @ValueSource(strings = {"sine.tflite", "digits_cnn.tflite"})
  void modelsParseBackEqual(String model) {
    Graph graph = read(MODELS.resolve(model));
    String text = GraphText.print(graph);
    assertThat(GraphText.parse(text)).isEqualTo(graph);
    assertThat(GraphText.print(GraphText.parse(text))).isEqualTo(text);
  }

  @Test
  void aSummaryIsShort() {
    String summary = GraphText.summary(read(MODELS.resolve("digits_cnn.tflite")));
    assertThat(summary.length()).isLessThan(10_000);
  }

  private static Graph read(Path model) {
    try {
      return TfliteImporter.read(Files.readAllBytes(model), "model");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
