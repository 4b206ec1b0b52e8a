package dev.halyard.harness.report.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.report.svg.Box;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void ticksAreRoundAndFew() {
    assertThat(scale(80).ticks()).containsExactly(0L, 20L, 40L, 60L, 80L);
    assertThat(scale(8_587).ticks()).containsExactly(0L, 2000L, 4000L, 6000L, 8000L);
    assertThat(scale(1).ticks()).containsExactly(0L, 1L);
    assertThat(scale(Integer.MAX_VALUE).ticks()).hasSizeBetween(3, 7);
  }

  @Test
  void addressesGrowUpwards() {
    assertThat(scale(100).box(1, 2, 25, 50)).isEqualTo(new Box(20, 125, 20, 50));
  }

  private static Scale scale(long bytes) {
    return new Scale(new Box(10, 100, 40, 100), 4, bytes);
  }
}
