package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halyard.engine.CompileOptions;
import dev.halyard.engine.Compiler;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanOptions;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.metrics.OperatorProfile;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.Progress;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What chosen kernels are predicted to take is what boards count, node by node. Predictions of
 * plain kernels are not compared: their loops are inlined differently in each firmware.
 */
class KernelCostsIT {
  private static final double TOLERANCE = 0.06;

  /** What calls around a node of a few hundred instructions may take. */
  private static final long SLACK = 250;

  private static final List<String> MODELS =
      List.of(
          "kws_ref_model",
          "vww_96_int8",
          "pretrainedResnet_quant",
          "pretrainedResnet_large_int8",
          "ad01_int8",
          "person_detect",
          "speech",
          "microflow_sine");
  private static final List<String> BOARDS = List.of("cortex-m7-emulated", "rv32imac-emulated");

  static Stream<Arguments> models() {
    List<Arguments> cases = new ArrayList<>();
    for (String board : BOARDS) {
      for (String model : MODELS) {
        cases.add(Arguments.of(model, board));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("models")
  void nodesTakeWhatIsPredicted(String model, String board) throws IOException {
    ModelLibrary library = new ModelLibrary(Data.workspace());
    Optional<Path> found = library.find(model);
    assumeTrue(found.isPresent(), () -> model + " is not in " + library.searchedFolders());
    ModelFile file = ModelFile.read(found.orElseThrow());
    Board target = BoardCatalog.load(Data.workspace().boards()).board(board);
    PlanOptions options = PlanOptions.DEFAULT.withInputs(InputPolicy.CONSUMED);
    CompileOptions compile = CompileOptions.DEFAULT.withPlan(options);
    Plan plan = Compiler.compile(file.bytes(), file.name(), target, compile).plan();
    Map<String, Long> counted = counted(file, target, options);
    assertThat(off(plan, counted))
        .as("nodes of %s on %s that are off by more than 6 %%", model, board)
        .isEmpty();
  }

  /** Returns a line for every step whose prediction is wrong. */
  private static List<String> off(Plan plan, Map<String, Long> counted) {
    List<String> off = new ArrayList<>();
    for (int step = 0; step < plan.steps().size(); step++) {
      String name = plan.steps().get(step).node().name();
      long predicted = plan.instructions(step);
      long actual = Objects.requireNonNull(counted.get(name), name);
      if (Math.abs(predicted - actual) > Math.max(SLACK, actual * TOLERANCE)) {
        String kernel = plan.steps().get(step).use().kernel().module();
        off.add(
            String.format(
                Locale.ROOT,
                "%s: %s predicted %,d, counted %,d, %+.1f %%",
                name,
                kernel,
                predicted,
                actual,
                100.0 * (predicted - actual) / actual));
      }
    }
    return off;
  }

  private static Map<String, Long> counted(ModelFile model, Board board, PlanOptions options)
      throws IOException {
    CaseSource source = CaseSource.recorded(Data.workspace());
    RunRequest request = new RunRequest(model, board, 1, source, options, null);
    RunRecord record = new ModelRunner(Data.workspace(), Progress.SILENT).run(request).record();
    assertThat(record.judgement().verdict()).as(record.judgement().cause()).isEqualTo(Verdict.PASS);
    Map<String, Long> counted = new HashMap<>();
    for (OperatorProfile node : record.speed().operators()) {
      counted.put(node.name(), Objects.requireNonNull(node.instructions()));
    }
    return counted;
  }
}
