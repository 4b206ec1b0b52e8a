package dev.halyard.suites;

import static dev.halyard.harness.junit.InferenceRunAssert.assertThat;

import dev.halyard.harness.junit.InferenceRun;
import dev.halyard.harness.junit.InferenceSuite;
import dev.halyard.harness.junit.InferenceTest;

/** The largest model, and one with float32 at both ends. */
@InferenceSuite(model = {"pretrainedResnet_large_int8", "lenet5_quantized"})
class LargeAndFloatIT {

  @InferenceTest(boards = {"emulated", "host"})
  void matchesGoldenAndStaysWithinBaseline(InferenceRun run) {
    assertThat(run).matchesGolden().withinBaseline();
  }
}
