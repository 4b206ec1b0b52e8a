package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WinogradQuadsPackingTest {
  /** Two outputs of one input channel: 1 to 9, and their negatives. */
  private static final byte[] WEIGHTS = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5, -6, -7, -8, -9
  };

  @Test
  void outputsGoInPairsTapByTap() {
    byte[] packed = new WinogradQuadsPacking(WEIGHTS, 2, 1).plain();
    assertThat(packed).hasSize(4 * 4 * 9);
    assertThat(Arrays.copyOf(packed, 18))
        .containsExactly(1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9, -9);
    assertThat(Arrays.copyOfRange(packed, 18, packed.length)).containsOnly(0);
  }

  @Test
  void inputsOfAQuadFollowEachOther() {
    byte[] weights = new byte[9 * 5];
    weights[5 + 1] = 7; // the second tap of the second input
    weights[4] = 8; // the first tap of the fifth input
    byte[] packed = new WinogradQuadsPacking(weights, 1, 5).plain();
    assertThat(packed).hasSize(2 * 4 * 4 * 9);
    assertThat(packed[36 + 2]).isEqualTo((byte) 7);
    assertThat(packed[144]).isEqualTo((byte) 8);
  }

  @Test
  void transformedOutputsShareAWord() {
    int[] packed = new WinogradQuadsPacking(WEIGHTS, 2, 1).transformed();
    assertThat(packed).hasSize(36 * 8);
    assertThat(packed[0]).isEqualTo(36 | (-36 << 16));
    assertThat(packed[35 * 8]).isEqualTo((36 * 9) | ((-36 * 9) << 16));
    assertThat(packed[7 * 8]).isEqualTo(45 | (-45 << 16)); // the sum of all
  }
}
