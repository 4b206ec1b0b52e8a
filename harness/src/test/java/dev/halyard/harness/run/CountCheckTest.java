package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.probes.ProbeException;
import org.junit.jupiter.api.Test;

class CountCheckTest {
  @Test
  void acceptsACountOfEveryInference() {
    assertThatCode(() -> CountCheck.require(3, 3)).doesNotThrowAnyException();
  }

  @Test
  void refusesCountsThatNeverCame() {
    assertThatThrownBy(() -> CountCheck.require(0, 3))
        .isInstanceOf(ProbeException.class)
        .hasMessage(
            "the board counted nothing, expected the counts of 3 inferences; run ci/bootstrap"
                + " again, and correct what counts (probe.settings in its board.yaml)");
  }

  @Test
  void refusesAnotherNumberOfCounts() {
    assertThatThrownBy(() -> CountCheck.require(2, 1))
        .hasMessageStartingWith("the board counted 2, expected the counts of 1 inference;");
  }
}
