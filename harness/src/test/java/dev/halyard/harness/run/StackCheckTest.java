package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.harness.TestBoards;
import dev.halyard.harness.session.StackUse;
import dev.halyard.probes.ProbeException;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardState;
import org.junit.jupiter.api.Test;

class StackCheckTest {
  /** It has 1024 bytes of stack. */
  private final Board board = TestBoards.board("small", BoardState.BUILDS, 128 << 10, 32 << 10);

  @Test
  void acceptsWhatTheBoardKeepsFree() {
    assertThatCode(() -> StackCheck.require(new StackUse(1024, 4096), board))
        .doesNotThrowAnyException();
  }

  @Test
  void acceptsWhatIsNotMeasured() {
    assertThatCode(() -> StackCheck.require(new StackUse(4096, 0), board))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesMoreThanTheBoardKeepsFree() {
    assertThatThrownBy(() -> StackCheck.require(new StackUse(1025, 4096), board))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining(
            "1025 bytes of stack were used, but board 'small' has stackBytes 1024")
        .hasMessageContaining(
            "make stackBytes in board.yaml and STACK in memory.x the same, at least 1025 bytes;"
                + " this firmware has 4096");
  }
}
