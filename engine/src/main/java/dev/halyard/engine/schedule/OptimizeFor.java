package dev.halyard.engine.schedule;

/** What kernels are chosen for, where memory and time can be had for each other. */
public enum OptimizeFor {
  /** The fewest instructions that the board's flash and RAM allow. */
  SPEED,
  /**
   * The fewest instructions of which plain kernels' flash is exceeded by 3 tenths at most, and the
   * RAM of whole tensors by one tenth.
   */
  BALANCED,
  /** The least flash, and of that the fewest instructions. */
  SIZE
}
