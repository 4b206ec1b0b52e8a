package dev.halyard.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverlapRuleTest {

  @Test
  void distanceOfAPointwiseRowIsTheGrowth() {
    assertThat(OverlapRule.Behind.ofRows(4, 16, 8, 1, 0).distance()).isEqualTo(40);
    assertThat(OverlapRule.Behind.ofRows(4, 8, 8, 1, 0).distance()).isEqualTo(8);
  }

  @Test
  void distanceOfAConvolutionIsTheRowsStillNeeded() {
    assertThat(OverlapRule.Behind.ofRows(8, 10, 10, 1, 1).distance()).isEqualTo(20);
  }

  @Test
  void savesWhatDistanceLeaves() {
    assertThat(new OverlapRule.Behind(40).largestSaving(64, 32)).isEqualTo(24);
    assertThat(new OverlapRule.Behind(100).largestSaving(64, 32)).isZero();
    assertThat(new OverlapRule.SameStart().largestSaving(64, 32)).isEqualTo(32);
  }

  /** Sums of windows, computed in place at the least distance, are those computed apart. */
  @Test
  void rowsAtThatDistanceAreNeverOverwrittenTooEarly() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      int window = 1 + random.nextInt(4);
      int stride = 1 + random.nextInt(3);
      int before = random.nextInt(window);
      int inputRows = window + random.nextInt(12);
      int outputRows = (inputRows + before - window) / stride + 1;
      int inputRow = 1 + random.nextInt(6);
      int outputRow = 1 + random.nextInt(6);
      long distance =
          OverlapRule.Behind.ofRows(outputRows, outputRow, inputRow, stride, before).distance();
      int outputStart = (int) Math.max(0, -distance);
      int inputStart = (int) (outputStart + distance);
      byte[] image = new byte[inputRows * inputRow];
      random.nextBytes(image);
      byte[] arena = new byte[1000];
      System.arraycopy(image, 0, arena, inputStart, image.length);
      byte[] expected = new byte[outputRows * outputRow];
      for (int y = 0; y < outputRows; y++) {
        int from = Math.max(0, y * stride - before) * inputRow;
        int to = Math.min(inputRows, y * stride - before + window) * inputRow;
        for (int x = 0; x < outputRow; x++) {
          expected[y * outputRow + x] = (byte) (sum(image, from, to) + x);
          arena[outputStart + y * outputRow + x] =
              (byte) (sum(arena, inputStart + from, inputStart + to) + x);
        }
      }
      assertThat(Arrays.copyOfRange(arena, outputStart, outputStart + expected.length))
          .isEqualTo(expected);
    }
  }

  private static int sum(byte[] bytes, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += bytes[i];
    }
    return sum;
  }
}
