package dev.halyard.engine.kernel;

/**
 * The rows of an input that a kernel reads for row y of its own: {@code stride · y − before} and
 * {@code span − 1} more, those that are there.
 *
 * @param input the input as rows
 * @param stride input rows from one row to the next; 0 where all rows read the same
 * @param before rows above the input that row 0 reaches for
 * @param span at least 1
 */
public record RowReach(RowShape input, int stride, int before, int span) {

  /** Returns the reach of a kernel that reads row y for row y. */
  static RowReach same(RowShape input) {
    return new RowReach(input, 1, 0, 1);
  }

  /** Returns the reach of a kernel that reads all rows for each row. */
  static RowReach all(RowShape input) {
    return new RowReach(input, 0, 0, input.rows());
  }

  /** Returns the first input row that row {@code y} and those after it read. */
  public int oldest(int y) {
    return clamp(y * stride - before);
  }

  /** Returns how many input rows must have been made before row {@code y} can be. */
  public int needed(int y) {
    return clamp(y * stride - before + span);
  }

  private int clamp(int row) {
    return Math.max(0, Math.min(input.rows(), row));
  }
}
