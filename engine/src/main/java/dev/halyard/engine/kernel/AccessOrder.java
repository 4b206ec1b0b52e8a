package dev.halyard.engine.kernel;

import java.util.function.IntUnaryOperator;

/**
 * How far a kernel has read an input when it writes its output, both in order of memory: it decides
 * how the output may lie over that input if the input dies there.
 */
public sealed interface AccessOrder {

  /**
   * Every element is written where the one that it replaces was read, but not in order of memory:
   * output and input must begin at the same byte.
   */
  record SamePlace() implements AccessOrder {}

  /**
   * Reads and writes go forward: the output may begin {@code distance} bytes before the input, or
   * more.
   *
   * @param distance in bytes; negative where the output may begin after the input
   */
  record Forward(long distance) implements AccessOrder {}

  /** Returns the order of a kernel that reads the whole input before it writes anything. */
  static AccessOrder readsWhole(long inputBytes) {
    return new Forward(-inputBytes);
  }

  /**
   * Returns the order of a kernel that reads units of the input, each whole before it writes the
   * unit of the output that comes of it: elements, pixels or single rows.
   *
   * @param units number of them
   * @param outputBytes of a unit
   * @param inputBytes of a unit
   */
  static AccessOrder byUnits(int units, long outputBytes, long inputBytes) {
    long growth = outputBytes - inputBytes;
    return new Forward(growth <= 0 ? growth : units * growth);
  }

  /**
   * Returns the order of a kernel that makes whole output rows and while it makes row y reads no
   * input row below {@code oldest(y)}, which never decreases.
   *
   * @param outputRows at least 1
   * @param oldest input row by output row; may be negative, which is 0
   */
  static AccessOrder byRows(
      int outputRows, long outputRowBytes, long inputRowBytes, IntUnaryOperator oldest) {
    long distance = Long.MIN_VALUE;
    for (int y = 0; y < outputRows; y++) {
      long written = (y + 1) * outputRowBytes;
      long needed = Math.max(0L, oldest.applyAsInt(y)) * inputRowBytes;
      distance = Math.max(distance, written - needed);
    }
    return new Forward(distance);
  }
}
