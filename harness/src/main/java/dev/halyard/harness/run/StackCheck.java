package dev.halyard.harness.run;

import dev.halyard.harness.session.StackUse;
import dev.halyard.probes.ProbeException;
import dev.halyard.targets.Board;

/** The stack that a firmware used is within what board.yaml keeps free of arenas. */
final class StackCheck {
  private StackCheck() {}

  /**
   * Compares the high-water mark with the board's stack.
   *
   * @throws ProbeException if it is above
   */
  static void require(StackUse stack, Board board) {
    long reserved = board.reserved().stackBytes();
    if (stack.available() > 0 && stack.used() > reserved) {
      throw new ProbeException(
          "%d bytes of stack were used, but board '%s' has stackBytes %d"
              .formatted(stack.used(), board.name(), reserved),
          ProbeException.Evidence.NONE,
          "make stackBytes in board.yaml and STACK in memory.x the same, at least %d bytes; this firmware has %d"
              .formatted(stack.used(), stack.available()));
    }
  }
}
