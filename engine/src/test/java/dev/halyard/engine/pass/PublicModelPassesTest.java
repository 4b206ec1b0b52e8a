package dev.halyard.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.importer.tflite.PublicModels;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.interpret.Interpreter;
import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.Graph;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All passes, one after the other, on models as they are found. */
class PublicModelPassesTest {
  private static final List<Pass> PASSES =
      Stream.concat(Pipelines.CANONICALIZE.stream(), Pipelines.LOWER.stream()).toList();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlperf-tiny/kws_ref_model",
        "mlperf-tiny/vww_96_int8",
        "mlperf-tiny/pretrainedResnet_quant",
        "mlperf-tiny/ad01_int8",
        "microflow/person_detect",
        "microflow/sine",
        "microflow/speech",
        "tflm/hello_world_int8",
        "oneliner/lenet5_quantized"
      })
  void changeNoBitAndLeaveNothingToDo(String model) {
    Graph before = TfliteImporter.read(PublicModels.read(model + ".tflite"), "model");
    Graph after = new PassPipeline(PASSES).run(before);
    assertThat(new PassPipeline(PASSES).run(after)).isSameAs(after);
    assertThat(after.nodes()).hasSizeLessThanOrEqualTo(before.nodes().size());
    Map<String, TensorValue> inputs = RandomInputs.of(before, 3);
    assertThat(Interpreter.run(after, inputs)).isEqualTo(Interpreter.run(before, inputs));
  }
}
