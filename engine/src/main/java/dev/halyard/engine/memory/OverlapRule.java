package dev.halyard.engine.memory;

/**
 * How an output may lie over an input that dies in the step that makes the output. Where a rule
 * does not allow a placement, the two must be disjoint.
 */
public sealed interface OverlapRule {

  /** Tells whether the output may start there while the input starts here. */
  boolean allows(long outputStart, long inputStart);

  /** Returns the highest start that the rule allows an output whose input starts here. */
  long outputStart(long inputStart);

  /** Returns the lowest start that the rule allows an input whose output starts here. */
  long inputStart(long outputStart);

  /** Returns the most bytes that the two can share. */
  long largestSaving(long outputBytes, long inputBytes);

  /** Each element is written where the one it comes from was read: both start at the same byte. */
  record SameStart() implements OverlapRule {
    @Override
    public boolean allows(long outputStart, long inputStart) {
      return outputStart == inputStart;
    }

    @Override
    public long outputStart(long inputStart) {
      return inputStart;
    }

    @Override
    public long inputStart(long outputStart) {
      return outputStart;
    }

    @Override
    public long largestSaving(long outputBytes, long inputBytes) {
      return Math.min(outputBytes, inputBytes);
    }
  }

  /**
   * Reads and writes go forward, and the output never catches up with what is still to be read if
   * it starts {@code distance} bytes before the input, or more.
   *
   * @param distance in bytes; negative where the output may start after the input
   */
  record Behind(long distance) implements OverlapRule {
    @Override
    public boolean allows(long outputStart, long inputStart) {
      return outputStart <= inputStart - distance;
    }

    @Override
    public long outputStart(long inputStart) {
      return inputStart - distance;
    }

    @Override
    public long inputStart(long outputStart) {
      return outputStart + distance;
    }

    @Override
    public long largestSaving(long outputBytes, long inputBytes) {
      long most = Math.min(outputBytes, inputBytes);
      return Math.max(0, Math.min(most, outputBytes - distance));
    }

    /**
     * Returns the rule of a kernel that makes output rows in order, each whole, and reads input
     * rows only from {@code stride · y − before} on when it makes row y.
     *
     * @param outputRows at least 1
     * @param outputRowBytes at least 1
     * @param inputRowBytes at least 1
     * @param stride input rows per output row
     * @param before rows of padding before the image
     */
    public static Behind ofRows(
        int outputRows, long outputRowBytes, long inputRowBytes, int stride, int before) {
      long distance = Long.MIN_VALUE;
      for (int y = 0; y < outputRows; y++) {
        long written = (y + 1) * outputRowBytes;
        long oldestNeeded = Math.max(0L, (long) y * stride - before) * inputRowBytes;
        distance = Math.max(distance, written - oldestNeeded);
      }
      return new Behind(distance);
    }
  }
}
