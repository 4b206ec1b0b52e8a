package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;

/**
 * Instructions of kernels that compute two output channels at a time: those of the assembly are
 * counted, those of the Rust around it are measured.
 */
final class PairedCosts {
  private static final int PIXELS = 4;
  private static final long CALL = 200;
  private static final long ROW = 130;
  private static final long BLOCK = 90;

  /** Columns of four pixels, or of one, that are made and multiplied together. */
  private static final long MULTIPLICATION = 130;

  /** What comes between two of them. */
  private static final long NEXT_FOUR = 40;

  /** Words of weights that are loaded at a time, for four pixels. */
  private static final int LOADED = 32;

  /** Words of a step, and steps of a round, for one pixel. */
  private static final int STEP = 5;

  private static final int ROUND = 13;

  private PairedCosts() {}

  static long conv2d(Graph graph, Node node, Conv2d operator, boolean hasLines) {
    PairedWindows windows = PairedWindows.of(graph, node, operator);
    Shape output = graph.output(node).shape();
    long pairs = (output.dimension(3) + 1L) / 2;
    int rows = output.dimension(1);
    int width = output.dimension(2);
    long runs = windows.isPointwise() ? 1 : rows;
    long pixels = (long) rows * width / runs;
    long four =
        pairs * four(windows.words(), hasLines) + windows.rows() * gatherFour(windows.run());
    long one = pairs * one(windows.words(), hasLines) + windows.rows() * gatherOne(windows.run());
    long fours = pixels / PIXELS;
    long columns = windows.columns();
    long multiplications = (fours + columns - 1) / columns;
    long run =
        fours * (four + NEXT_FOUR)
            + multiplications * MULTIPLICATION
            + pixels % PIXELS * (one + MULTIPLICATION);
    return CALL + runs * (ROW + run) + windows.staging();
  }

  static long fullyConnected(int rows, int outputs, int depth, boolean hasLines) {
    long pairs = (outputs + 1L) / 2;
    return CALL
        + rows * (BLOCK + expandOne(depth) + pairs * one(PairedKernels.words(depth), hasLines));
  }

  /** Returns the instructions of four pixels × two channels. */
  private static long four(int words, boolean hasLines) {
    int loads = (words - 2) / LOADED;
    return 11L * words + (loads > 0 ? 8L * loads + 4 : 0) + (hasLines ? 48 : 76);
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

  /** Returns the instructions that bring a run of four pixels into their column. */
  private static long gatherFour(int run) {
    int groups = run / PIXELS;
    return 14 + 13L * groups + 2L * ((groups + 1) / 2) + LEFT_OF_FOUR[run % PIXELS];
  }

  private static final int[] LEFT_OF_FOUR = {0, 10, 15, 19};

  private static long gatherOne(int run) {
    int groups = run / PIXELS;
    return 16 + 15L * (groups / PIXELS) + 6L * (groups % PIXELS) + LEFT_OF_ONE[run % PIXELS];
  }

  private static final int[] LEFT_OF_ONE = {0, 3, 5, 6};

  private static long expandOne(int run) {
    return 60 + 15L * (run / 16) + 6L * (run % 16 / PIXELS) + 20L * (run % PIXELS);
  }
}
