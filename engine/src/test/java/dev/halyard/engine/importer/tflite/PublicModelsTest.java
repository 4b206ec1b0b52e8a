package dev.halyard.engine.importer.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphVerifier;
import dev.halyard.engine.ir.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicModelsTest {

  @ParameterizedTest
  @CsvSource({
    "microflow/sine.tflite, 3",
    "tflm/hello_world_int8.tflite, 3",
    "mlperf-tiny/ad01_int8.tflite, 10",
    "mlperf-tiny/kws_ref_model.tflite, 13",
    "mlperf-tiny/vww_96_int8.tflite, 31",
    "mlperf-tiny/pretrainedResnet_quant.tflite, 16",
    "mlperf-tiny/pretrainedResnet_large_int8.tflite, 16",
    "microflow/speech.tflite, 4",
    "microflow/person_detect.tflite, 31",
    "oneliner/lenet5_quantized.tflite, 12",
  })
  void importsInt8Models(String file, int nodes) {
    Graph graph = TfliteImporter.read(PublicModels.read(file), "model");

    assertThat(graph.nodes()).hasSize(nodes);
    assertThat(graph.nodes().stream().map(Node::name)).doesNotHaveDuplicates();
    assertThat(GraphVerifier.problems(graph)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mlperf-tiny/ad01_fp32.tflite, 10, float32",
    "mlperf-tiny/kws_ref_model_float32.tflite, 12, float32",
    "tflm/hello_world_float.tflite, 3, float32",
    "tflm/trained_lstm_int8.tflite, 1, UNIDIRECTIONAL_SEQUENCE_LSTM",
  })
  void listsEveryOperatorThatStandsAgainstAModel(String file, int problems, String named) {
    byte[] model = PublicModels.read(file);

    CompileException thrown =
        catchThrowableOfType(CompileException.class, () -> TfliteImporter.read(model, "model"));

    assertThat(thrown.diagnostics())
        .hasSize(problems)
        .allSatisfy(diagnostic -> assertThat(diagnostic.toString()).contains(named));
  }
}
