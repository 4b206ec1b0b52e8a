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
  private static final int PIXELS = PairedForm.FOUR;
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

  /** Returns the instructions of one call for all rows. */
  static long conv2d(Graph graph, Node node, PairedConvolution convolution) {
    return CALL + rows(graph, node, convolution, graph.output(node).shape().dimension(1));
  }

  /**
   * Returns the instructions of all calls, but for what each takes that does nothing.
   *
   * @param granule rows of a call, at least 1; the last call may have fewer
   */
  static long rows(Graph graph, Node node, PairedConvolution convolution, int granule) {
    PairedWindows windows = PairedWindows.of(graph, node, (Conv2d) node.operator());
    Shape output = graph.output(node).shape();
    int rows = output.dimension(1);
    int width = output.dimension(2);
    Runs runs = new Runs(windows, convolution, (output.dimension(3) + 1L) / 2);
    int calls = (rows + granule - 1) / granule;
    long staging = new PairedStaging(graph, node, convolution.form()).instructions(calls);
    if (!windows.isPointwise()) {
      return rows * (ROW + runs.instructions(width)) + staging;
    }
    int last = rows - (calls - 1) * granule;
    return calls * ROW
        + (calls - 1) * runs.instructions(granule * width)
        + runs.instructions(last * width);
  }

  /** Pixels that lie one after the other, of so many channel pairs. */
  private record Runs(PairedWindows windows, PairedConvolution convolution, long pairs) {

    private long instructions(int pixels) {
      boolean hasLines = convolution.channels().lines().isPresent();
      int words = windows.words();
      long four = pairs * four(words, hasLines) + windows.rows() * gatherFour(windows.run());
      long one = pairs * one(words, hasLines) + windows.rows() * gatherOne(windows.run());
      int together = convolution.form().pixels();
      long fours = together < PIXELS ? 0 : pixels / PIXELS;
      long multiplications = (PIXELS * fours + together - 1) / together;
      long ones = pixels - PIXELS * fours;
      return fours * (four + NEXT_FOUR)
          + multiplications * MULTIPLICATION
          + ones * (one + MULTIPLICATION);
    }
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
