package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightPackingTest {

  @Test
  void packsBlocksOfFourOutputsByFourInputs() {
    byte[] weights = {1, 2, 3, 4, 5, 11, 12, 13, 14, 15};
    assertThat(WeightPacking.blocks(weights, 2, 5))
        .containsExactly(
            1, 2, 3, 4, 11, 12, 13, 14, 0, 0, 0, 0, 0, 0, 0, 0, //
            5, 0, 0, 0, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void packsPlanesOfChannels() {
    byte[] weights = {1, 2, 3, 11, 12, 13};
    assertThat(WeightPacking.planes(weights, 3, 2)).containsExactly(1, 11, 2, 12, 3, 13, 0, 0);
  }
}
