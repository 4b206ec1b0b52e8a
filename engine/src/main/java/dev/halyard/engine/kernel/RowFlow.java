package dev.halyard.engine.kernel;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a kernel can be called row by row.
 *
 * @param rows that calls may be divided into, in order, each in one call: those of the kernel's
 *     {@link TileSpace}
 * @param output as rows; as many as {@code rows}, unless {@code endsWhole}
 * @param endsWhole whether the last call writes all of the output, as in a mean
 * @param reads by index of the node's inputs; constants are not among them
 * @param callInstructions estimate of what one more call costs on a Cortex-M7
 */
public record RowFlow(
    int rows,
    RowShape output,
    boolean endsWhole,
    Map<Integer, RowReach> reads,
    long callInstructions) {

  /** Copies the map, in the order of inputs. */
  public RowFlow {
    reads = Collections.unmodifiableMap(new TreeMap<>(reads));
  }

  /** Tells whether the other kernel reads and writes the same rows in the same calls. */
  public boolean runsLike(RowFlow other) {
    return rows == other.rows
        && output.equals(other.output)
        && endsWhole == other.endsWhole
        && reads.equals(other.reads);
  }

  /** Returns how many rows of the output are there once {@code done} rows were run. */
  public int made(int done) {
    if (endsWhole) {
      return done == rows ? output.rows() : 0;
    }
    return done;
  }
}
