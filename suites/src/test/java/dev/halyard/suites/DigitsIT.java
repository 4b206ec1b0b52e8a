package dev.halyard.suites;

import static dev.halyard.harness.junit.InferenceRunAssert.assertThat;

import dev.halyard.harness.junit.InferenceRun;
import dev.halyard.harness.junit.InferenceSuite;
import dev.halyard.harness.junit.InferenceTest;

/**
 * Handwritten digits: golden outputs, baseline, and the accuracy on digits that training never saw.
 */
@InferenceSuite(model = "digits_cnn.tflite")
class DigitsIT {

  @InferenceTest(boards = {"emulated", "host"})
  void matchesGoldenAndStaysWithinBaseline(InferenceRun run) {
    assertThat(run).matchesGolden().withinBaseline();
  }

  @InferenceTest(boards = {"emulated", "host"})
  void classifiesHeldOutDigits(InferenceRun run) {
    assertThat(run).hasAccuracyOfAtLeast(0.97);
  }
}
