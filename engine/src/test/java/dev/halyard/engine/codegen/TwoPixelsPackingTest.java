package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwoPixelsPackingTest {
  @Test
  void channelsGoInPairsAndDepthInFours() {
    byte[] weights = {1, 2, 3, 4, 5, 11, 12, 13, 14, 15, 81, 82, 83, 84, 85};
    assertThat(TwoPixelsPacking.weights(weights, 3))
        .containsExactly(
            1, 1, 11, 2, 12, 3, 13, 4, 14, //
            0, 5, 15, 0, 0, 0, 0, 0, 0, //
            -1, 81, 0, 82, 0, 83, 0, 84, 0, //
            0, 85, 0, 0, 0, 0, 0, 0, 0);
  }
}
