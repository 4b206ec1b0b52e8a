package dev.halyard.engine.importer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicModelsTest {

  @ParameterizedTest
  @CsvSource({
    "microflow/sine.tflite, 3",
    "tflm/hello_world_int8.tflite, 3",
    "mlperf-tiny/ad01_int8.tflite, 10",
  })
  void importsInt8Models(String file, int nodes) {
    Graph graph = TfliteImporter.read(PublicModels.read(file), "model");

    assertThat(graph.nodes()).hasSize(nodes);
    assertThat(graph.nodes().stream().map(Node::name)).doesNotHaveDuplicates();
  }
}
