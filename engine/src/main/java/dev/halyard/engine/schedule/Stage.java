package dev.halyard.engine.schedule;

import java.util.List;

/**
 * One step of a segment: it runs some rows at a time.
 *
 * @param rows that its kernel runs in all
 * @param granule rows of a call; the last call may have fewer
 * @param reads of what other stages of the segment make
 */
public record Stage(int rows, int granule, List<Read> reads) {

  /** Copies the list. */
  public Stage {
    reads = List.copyOf(reads);
  }

  /** Returns the number of calls. */
  public int calls() {
    return (rows + granule - 1) / granule;
  }

  /**
   * The rows of another stage that one needs: row y needs {@code stride · y − before + span} of
   * them, or as many as there are.
   *
   * @param stage index of that other stage, before the reading one
   * @param stride rows from one row of the reading stage to the next; 0 where all need the same
   * @param before rows above the first one that row 0 reaches for
   * @param span at least 1
   * @param rows of that other stage
   */
  public record Read(int stage, int stride, int before, int span, int rows) {

    /** Returns how many rows of the other stage row {@code y} needs to have been made. */
    public int needed(int y) {
      return clamp(y * stride - before + span);
    }

    /** Returns the first row of the other stage that row {@code y} and those after it read. */
    public int oldest(int y) {
      return clamp(y * stride - before);
    }

    private int clamp(int row) {
      return Math.max(0, Math.min(rows, row));
    }
  }
}
