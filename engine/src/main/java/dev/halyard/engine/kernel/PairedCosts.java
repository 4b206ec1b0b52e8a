package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Padding;

/**
 * Instructions of kernels that compute two output channels at a time: those of the assembly are
 * counted, those of the Rust around it are measured.
 */
final class PairedCosts {
  private static final int PIXELS = 4;
  private static final long CALL = 200;
  private static final long ROW = 60;
  private static final long BLOCK = 90;

  /** Words of weights that are loaded at a time, for four pixels. */
  private static final int LOADED = 32;

  /** Words of a step, and steps of a round, for one pixel. */
  private static final int STEP = 5;

  private static final int ROUND = 13;

  private PairedCosts() {}

  static long conv2d(Graph graph, Node node, Conv2d operator, boolean hasLines) {
    Shape weights = graph.input(node, 1).shape();
    Shape output = graph.output(node).shape();
    long pairs = (output.dimension(3) + 1L) / 2;
    long height = weights.dimension(1);
    int run = weights.dimension(2) * weights.dimension(3);
    int words = (int) height * PairedKernels.words(run);
    long four = BLOCK + pairs * four(words, hasLines);
    long one = BLOCK + pairs * one(words, hasLines);
    boolean isPointwise =
        height == 1
            && weights.dimension(2) == 1
            && operator.stride().equals(new Extent2d(1, 1))
            && operator.padding().equals(Padding.NONE);
    if (isPointwise) {
      long pixels = (long) output.dimension(1) * output.dimension(2);
      return CALL
          + pixels / PIXELS * (four + expandFour(run))
          + pixels % PIXELS * (one + expandOne(run));
    }
    int width = output.dimension(2);
    long inside = fours(graph, node, operator);
    long atEdges = width / PIXELS - inside;
    long row =
        ROW
            + inside * (four + height * expandFour(run))
            + atEdges * (four + PIXELS * height * expandOne(run))
            + width % PIXELS * (one + height * expandOne(run));
    return CALL + output.dimension(1) * row;
  }

  static long fullyConnected(int rows, int outputs, int depth, boolean hasLines) {
    long pairs = (outputs + 1L) / 2;
    return CALL
        + rows * (BLOCK + expandOne(depth) + pairs * one(PairedKernels.words(depth), hasLines));
  }

  /** Returns how many fours of a row see nothing beyond the left and the right edge. */
  private static long fours(Graph graph, Node node, Conv2d operator) {
    int columns = graph.input(node, 0).shape().dimension(2);
    int width = graph.input(node, 1).shape().dimension(2);
    int stride = operator.stride().width();
    int left = operator.padding().left();
    if (operator.dilation().width() != 1) {
      return 0;
    }
    long inside = 0;
    for (int x = 0; x + PIXELS <= graph.output(node).shape().dimension(2); x += PIXELS) {
      int last = (x + PIXELS - 1) * stride - left + width;
      inside += x * stride >= left && last <= columns ? 1 : 0;
    }
    return inside;
  }

  /** Returns the instructions of four pixels × two channels. */
  private static long four(int words, boolean hasLines) {
    return 11L * words + 8L * ((words - 1) / LOADED) + (hasLines ? 64 : 85);
  }

  /** Returns the instructions of one pixel × two channels. */
  private static long one(int words, boolean hasLines) {
    int steps = words / STEP;
    int left = words % STEP;
    return 17L * steps
        + (left > 0 ? 3L * left + 3 : 0)
        + 4L * ((steps - 1) / ROUND)
        + (hasLines ? 20 : 27);
  }

  private static long expandFour(int run) {
    return 45 + 14L * (run / PIXELS) + 45L * ((run % PIXELS + 1) / 2);
  }

  private static long expandOne(int run) {
    return 60 + 2L * run;
  }
}
