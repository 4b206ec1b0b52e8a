package dev.halyard.targets;

/**
 * One processor core of a board.
 *
 * @param name unique on its board, for example {@code cpu0}
 * @param instructionSet what it executes
 * @param clockHz its clock after start-up, 0 where time means nothing (emulated boards)
 */
public record Core(String name, InstructionSet instructionSet, long clockHz) {

  /**
   * @throws IllegalArgumentException if the clock is negative
   */
  public Core {
    if (clockHz < 0) {
      throw new IllegalArgumentException(
          "core '" + name + "': clockHz is " + clockHz + "; accepted: 0 (unknown) or more");
    }
  }
}
