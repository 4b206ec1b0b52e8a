package dev.halyard.suites;

import static dev.halyard.harness.junit.InferenceRunAssert.assertThat;

import dev.halyard.harness.junit.InferenceRun;
import dev.halyard.harness.junit.InferenceSuite;
import dev.halyard.harness.junit.InferenceTest;

/** The smallest model: three dense layers that learned a sine. */
@InferenceSuite(model = {"sine.tflite", "microflow_sine", "hello_world_int8"})
class SineIT {

  @InferenceTest(boards = {"emulated", "host"})
  void matchesGoldenAndStaysWithinBaseline(InferenceRun run) {
    assertThat(run).matchesGolden().withinBaseline();
  }
}
