package dev.halyard.suites;

import static dev.halyard.harness.junit.InferenceRunAssert.assertThat;

import dev.halyard.harness.junit.InferenceRun;
import dev.halyard.harness.junit.InferenceSuite;
import dev.halyard.harness.junit.InferenceTest;

/**
 * MLPerf Tiny anomaly detection. The reference figures are those of TFLM's reference kernels on the
 * same emulated boards.
 */
@InferenceSuite(model = "ad01_int8")
class AnomalyDetectionIT {

  @InferenceTest(boards = {"emulated", "host"})
  void matchesGoldenAndStaysWithinBaseline(InferenceRun run) {
    assertThat(run).matchesGolden().withinBaseline();
  }

  @InferenceTest(boards = "cortex-m7-emulated")
  void needsHalfOfTheReferenceKernelsOnCortexM7(InferenceRun run) {
    assertThat(run).takesAtMostInstructionsPerMac(7.4 / 2);
  }

  @InferenceTest(boards = "rv32imac-emulated")
  void needsHalfOfTheReferenceKernelsOnRv32(InferenceRun run) {
    assertThat(run).takesAtMostInstructionsPerMac(9.4 / 2);
  }
}
