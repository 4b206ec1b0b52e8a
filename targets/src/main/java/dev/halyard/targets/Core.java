package dev.halyard.targets;

import org.jspecify.annotations.Nullable;

/**
 * One processor core of a board.
 *
 * @param name unique on its board, for example {@code hart0}
 * @param instructionSet what it executes
 * @param cpu LLVM's name of the core, for example {@code cortex-m7}, which says what it has beyond
 *     its instruction set; null if that is nothing
 * @param clockHz its clock after start-up, 0 where time means nothing (emulated boards)
 */
public record Core(String name, InstructionSet instructionSet, @Nullable String cpu, long clockHz) {

  /**
   * @throws IllegalArgumentException if the clock is negative
   */
  public Core {
    if (clockHz < 0) {
      throw new IllegalArgumentException(
          "core '" + name + "': clockHz is " + clockHz + "; accepted: 0 (unknown) or more");
    }
  }

  /** A core that has its instruction set and nothing else. */
  public Core(String name, InstructionSet instructionSet, long clockHz) {
    this(name, instructionSet, null, clockHz);
  }
}
