package dev.halyard.suites;

import static dev.halyard.harness.junit.InferenceRunAssert.assertThat;

import dev.halyard.harness.junit.InferenceRun;
import dev.halyard.harness.junit.InferenceSuite;
import dev.halyard.harness.junit.InferenceTest;

/** Handwritten digits by a model that an ATmega328P holds: 2 KB of RAM, 32 KB of flash. */
@InferenceSuite(model = "digits_tiny.tflite")
class DigitsTinyIT {

  @InferenceTest(boards = {"emulated", "host"})
  void matchesGoldenAndStaysWithinBaseline(InferenceRun run) {
    assertThat(run).matchesGolden().withinBaseline();
  }

  @InferenceTest(boards = {"emulated", "host"})
  void classifiesHeldOutDigits(InferenceRun run) {
    assertThat(run).hasAccuracyOfAtLeast(0.90);
  }
}
