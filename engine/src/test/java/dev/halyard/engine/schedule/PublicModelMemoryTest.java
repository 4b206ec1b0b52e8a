package dev.halyard.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.importer.tflite.PublicModels;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.pass.PassPipeline;
import dev.halyard.engine.pass.Pipelines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the arena of the public models comes to with the kernels there are: no more than this. */
class PublicModelMemoryTest {

  @ParameterizedTest
  @CsvSource({
    "mlperf-tiny/kws_ref_model, 8050, 8490",
    "mlperf-tiny/vww_96_int8, 36864, 64512",
    "mlperf-tiny/pretrainedResnet_quant, 33792, 36864",
    "mlperf-tiny/pretrainedResnet_large_int8, 84480, 87552",
    "mlperf-tiny/ad01_int8, 640, 1280",
    "microflow/person_detect, 36864, 46080"
  })
  void tensorBytesGoBelowTheNoOverlapBound(String file, long consumed, long kept) {
    Graph graph = TfliteImporter.read(PublicModels.read(file + ".tflite"), "model");
    graph = new PassPipeline(Pipelines.CANONICALIZE).run(graph);
    graph = new PassPipeline(Pipelines.LOWER).run(graph);
    requireAtMost(consumed, Plan.of(graph, InputPolicy.CONSUMED).memory());
    requireAtMost(kept, Plan.of(graph, InputPolicy.KEPT).memory());
  }

  private static void requireAtMost(long bytes, MemoryPlan plan) {
    assertThat(plan.tensorBytes()).isLessThanOrEqualTo(bytes).isLessThan(plan.noOverlapBytes());
    assertThat(plan.arenaBytes()).isLessThanOrEqualTo(plan.lowerBoundBytes() * 101 / 100);
  }
}
