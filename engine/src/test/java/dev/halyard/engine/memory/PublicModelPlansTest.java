package dev.halyard.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.importer.tflite.PublicModels;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.pass.PassPipeline;
import dev.halyard.engine.pass.Pipelines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole tensors without any overlap reach the bound; kernels that allow overlaps go below it. */
class PublicModelPlansTest {

  @ParameterizedTest
  @CsvSource({
    "kws_ref_model, 16000, 16490",
    "vww_96_int8, 55296, 82944",
    "pretrainedResnet_quant, 49152, 52224",
    "pretrainedResnet_large_int8, 122880, 125952",
    "ad01_int8, 768, 1408"
  })
  void tensorBytesReachTheNoOverlapBound(String model, long consumed, long kept) {
    byte[] file = PublicModels.read("mlperf-tiny/" + model + ".tflite");
    Graph imported = TfliteImporter.read(file, model);
    Graph graph = new PassPipeline(Pipelines.CANONICALIZE).run(imported);
    requireBound(graph, InputPolicy.CONSUMED, consumed);
    requireBound(graph, InputPolicy.KEPT, kept);
  }

  private static void requireBound(Graph graph, InputPolicy inputs, long bytes) {
    LiveRanges ranges = LiveRanges.of(graph, inputs, 4, step -> NodeNeeds.NONE);
    MemoryPlan plan = MemoryPlanner.plan(ranges.request());
    assertThat(plan.noOverlapBytes()).as("%s bound", inputs).isEqualTo(bytes);
    assertThat(plan.tensorBytes()).as("%s", inputs).isBetween(bytes, bytes + 3);
  }
}
