package dev.halyard.engine.memory;

/**
 * The rows of a tensor that lie in memory where it streams by rows: row y is at place {@code y mod
 * kept}.
 *
 * @param kept rows, at least 1 and fewer than {@code rows}
 * @param rows of the tensor
 */
public record Ring(int kept, int rows) {

  /**
   * @throws IllegalArgumentException if not even one row is kept, or all are
   */
  public Ring {
    if (kept < 1 || kept >= rows) {
      throw new IllegalArgumentException("a ring of %d of %d rows".formatted(kept, rows));
    }
  }
}
