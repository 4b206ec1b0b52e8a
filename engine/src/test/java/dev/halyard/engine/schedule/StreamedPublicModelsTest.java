package dev.halyard.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.importer.tflite.PublicModels;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.pass.PassPipeline;
import dev.halyard.engine.pass.Pipelines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The least that the public models need when they stream by rows: no more than this. */
class StreamedPublicModelsTest {
  /** RAM of a GD32VF103 without 4 KB of stack and 3 KB of agent. */
  private static final long SMALL = 32768 - 4096 - 3072;

  @ParameterizedTest
  @CsvSource({
    "mlperf-tiny/kws_ref_model, 5930, 5994",
    "mlperf-tiny/vww_96_int8, 28032, 41856",
    "mlperf-tiny/pretrainedResnet_quant, 15872, 15424",
    "mlperf-tiny/pretrainedResnet_large_int8, 33792, 33952",
    "microflow/person_detect, 14592, 23424"
  })
  void tensorsAndRingsAreSmall(String file, long consumed, long kept) {
    Graph graph = graph(file);
    assertThat(Plan.fitting(graph, InputPolicy.CONSUMED, 0).memory().tensorBytes())
        .isLessThanOrEqualTo(consumed);
    assertThat(Plan.fitting(graph, InputPolicy.KEPT, 0).memory().tensorBytes())
        .isLessThanOrEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "mlperf-tiny/kws_ref_model, 8490",
    "mlperf-tiny/pretrainedResnet_quant, 33792",
    "microflow/person_detect, 36864"
  })
  void thirtyTwoKilobytesAreEnough(String file, long whole) {
    for (long budget : new long[] {SMALL, 25000, whole}) {
      Plan plan = Plan.fitting(graph(file), InputPolicy.CONSUMED, budget);
      assertThat(plan.memory().arenaBytes()).isLessThanOrEqualTo(budget);
    }
  }

  @ParameterizedTest
  @CsvSource({"mlperf-tiny/pretrainedResnet_quant", "microflow/person_detect"})
  void moreMemoryIsNeverSlower(String file) {
    Graph graph = graph(file);
    Plan least = Plan.fitting(graph, InputPolicy.CONSUMED, 0);
    Plan whole = Plan.of(graph, InputPolicy.CONSUMED);
    assertThat(whole.segments()).isEmpty();
    long from = least.memory().arenaBytes();
    long step = (whole.memory().arenaBytes() - from) / 4;
    long slowest = extra(least);
    for (long budget = from; budget <= whole.memory().arenaBytes(); budget += step) {
      Plan plan = Plan.fitting(graph, InputPolicy.CONSUMED, budget);
      assertThat(plan.memory().arenaBytes()).isLessThanOrEqualTo(budget);
      assertThat(extra(plan)).isLessThanOrEqualTo(slowest);
      slowest = extra(plan);
    }
    assertThat(slowest).isLessThan(extra(least));
  }

  private static long extra(Plan plan) {
    return plan.segments().stream().mapToLong(Segment::extraInstructions).sum();
  }

  private static Graph graph(String file) {
    Graph graph = TfliteImporter.read(PublicModels.read(file + ".tflite"), "model");
    graph = new PassPipeline(Pipelines.CANONICALIZE).run(graph);
    return new PassPipeline(Pipelines.LOWER).run(graph);
  }
}
