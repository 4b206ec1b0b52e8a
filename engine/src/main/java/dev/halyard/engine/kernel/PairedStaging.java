package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;

/** What staging takes of {@code conv_2d_paired}: rows are copied before windows look at them. */
final class PairedStaging {
  /** To copy a row, or a strip of it, whatever its length. */
  private static final long COPY = 90;

  /** For a strip, but for its rows. */
  private static final long STRIP = 310;

  /** Strips of a row of pixels that padding may be beside. */
  private static final long EDGES = 2;

  /** To fill a strip's row, whatever its length. */
  private static final long FILL = 20;

  private PairedStaging() {}

  /** Returns the instructions of so many calls for all rows together. */
  static long instructions(Graph graph, Node node, PairedForm form, int calls) {
    Conv2d operator = (Conv2d) node.operator();
    PairedWindows windows = PairedWindows.of(graph, node, operator);
    if (!windows.isStaged()) {
      return 0;
    }
    Shape output = graph.output(node).shape();
    long filled = 2L * calls * windows.span() * windows.stagedWords(form);
    if (form.stagesStrips()) {
      int staged = windows.staged(form);
      long strips = (output.dimension(2) + form.pixels() - 1L) / form.pixels();
      long edges = Math.min(strips, EDGES) * windows.span() * (FILL + staged * 2L / 3);
      return filled
          + output.dimension(1) * (strips * (STRIP + windows.span() * row(staged)) + edges);
    }
    long again = Math.max(0, windows.span() - operator.stride().height());
    long rows = Math.min(windows.inputRows(), windows.seenRows()) + (calls - 1) * again;
    return filled + rows * row(windows.inputRow());
  }

  private static long row(int elements) {
    return COPY + elements * 11L / 16;
  }
}
