package dev.halyard.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.importer.tflite.PublicModels;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.KernelTarget;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.pass.PassPipeline;
import dev.halyard.engine.pass.Pipelines;
import dev.halyard.targets.InstructionSet;
import java.util.Set;
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

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "mlperf-tiny/kws_ref_model, ARMV7E_M, armv7e-m",
    "mlperf-tiny/kws_ref_model, RV32IMAC, rv32imac",
    "mlperf-tiny/pretrainedResnet_quant, ARMV7E_M, armv7e-m",
    "mlperf-tiny/vww_96_int8, RV32IMAC, rv32imac",
    "microflow/person_detect, RV32IMAC, rv32imac"
  })
  void moreMemoryIsNeverSlower(String file, InstructionSet instructions, String feature) {
    Graph graph = graph(file);
    KernelTarget target = new KernelTarget(instructions, Set.of(feature));
    Plan whole = fitting(graph, target, Long.MAX_VALUE);
    assertThat(whole.segments()).isEmpty();
    long from = fitting(graph, target, 0).memory().arenaBytes();
    long step = (whole.memory().arenaBytes() - from) / 8;
    long slowest = Long.MAX_VALUE;
    for (long budget = from; budget <= whole.memory().arenaBytes(); budget += step) {
      Plan plan = fitting(graph, target, budget);
      assertThat(plan.memory().arenaBytes()).isLessThanOrEqualTo(budget);
      assertThat(plan.instructions()).isLessThanOrEqualTo(slowest);
      slowest = plan.instructions();
    }
  }

  /** Takes no more than a share of what plain kernels would in the same memory. */
  @ParameterizedTest(name = "{0} for {1} in {3} bytes")
  @CsvSource({
    "mlperf-tiny/kws_ref_model, ARMV7E_M, armv7e-m, 6700, 0.65",
    "mlperf-tiny/kws_ref_model, ARMV7E_M, armv7e-m, 6720, 0.5",
    "mlperf-tiny/kws_ref_model, RV32IMAC, rv32imac, 6700, 0.8",
    "mlperf-tiny/pretrainedResnet_quant, ARMV7E_M, armv7e-m, 17100, 0.6",
    "mlperf-tiny/pretrainedResnet_quant, RV32IMAC, rv32imac, 17100, 0.95",
    "mlperf-tiny/vww_96_int8, ARMV7E_M, armv7e-m, 28144, 0.45",
    "mlperf-tiny/vww_96_int8, RV32IMAC, rv32imac, 28144, 0.6",
    "microflow/person_detect, ARMV7E_M, armv7e-m, 15000, 0.5",
    "microflow/person_detect, RV32IMAC, rv32imac, 15000, 0.65"
  })
  void kernelsWithScratchMemoryAreUsedWhereItFits(
      String file, InstructionSet instructions, String feature, long budget, double share) {
    Graph graph = graph(file);
    Plan plain = fitting(graph, new KernelTarget(instructions, Set.of()), budget);
    Plan mixed = fitting(graph, new KernelTarget(instructions, Set.of(feature)), budget);
    assertThat(mixed.memory().arenaBytes()).isLessThanOrEqualTo(budget);
    assertThat(mixed.instructions()).isLessThan((long) (plain.instructions() * share));
  }

  private static Plan fitting(Graph graph, KernelTarget target, long bytes) {
    return Plan.fitting(
        new PlanRequest(graph, InputPolicy.CONSUMED, target, Budget.ofArena(bytes)));
  }

  private static Graph graph(String file) {
    Graph graph = TfliteImporter.read(PublicModels.read(file + ".tflite"), "model");
    graph = new PassPipeline(Pipelines.CANONICALIZE).run(graph);
    return new PassPipeline(Pipelines.LOWER).run(graph);
  }
}
