package dev.halyard.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
  /** The output of step 1 lies over half of what it is made of; step 2 leaves a gap below it. */
  private static final Placement INPUT = new Placement(Buffer.tensor("x", 100, 0, 1), 50);

  private static final Placement OUTPUT = new Placement(Buffer.tensor("y", 80, 1, 2), 20);
  private static final Placement SCRATCH = new Placement(Buffer.scratch("n", 16, 4, 1), 160);
  private static final Placement LAST = new Placement(Buffer.tensor("z", 10, 2, 2), 0);
  private final MemoryUse use =
      MemoryUse.of(new MemoryPlan(List.of(INPUT, OUTPUT, SCRATCH, LAST), 0, 0));

  @Test
  void countsBytesThatTwoBuffersShareOnce() {
    assertThat(use.stepBytes()).containsExactly(100L, 146L, 90L);
  }

  @Test
  void namesTheStepThatTakesMost() {
    assertThat(use.peakStep()).isEqualTo(1);
  }

  @Test
  void tellsWhereAnOutputLiesOverItsInput() {
    assertThat(use.shared()).containsExactly(new MemoryUse.Shared(OUTPUT, INPUT, 50, 50));
    assertThat(use.shared().get(0).firstStep()).isEqualTo(1);
    assertThat(use.shared().get(0).lastStep()).isEqualTo(1);
  }

  @Test
  void anEmptyPlanTakesNothing() {
    MemoryUse none = MemoryUse.of(new MemoryPlan(List.of(), 0, 0));
    assertThat(none.stepBytes()).containsExactly(0L);
    assertThat(none.peakStep()).isZero();
  }
}
