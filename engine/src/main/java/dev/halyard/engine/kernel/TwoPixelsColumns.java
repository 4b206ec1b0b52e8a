package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;

/**
 * What {@code conv_2d_two_pixels} makes of its input: columns of pairs of pixels, and, where
 * windows reach into the padding, a ring of rows of the padded image.
 */
record TwoPixelsColumns(Shape input, Shape output, Shape weights, Conv2d operator) {
  /** Pairs of pixels that are computed at a time. */
  static final int PAIRS = 3;

  private static final int CALL = 250;

  /**
   * Instructions for some pairs of a row, for rows of their window that lie together, for a row of
   * the padded image.
   */
  private static final int GATHER = 150;

  private static final int SEGMENT = 60;
  private static final int ROW = 130;

  /** Instructions of the assembly for a pair, and for a run. */
  private static final int PAIR = 12;

  private static final int RUN = 7;

  static TwoPixelsColumns of(Graph graph, Node node, Conv2d operator) {
    return new TwoPixelsColumns(
        graph.input(node, 0).shape(),
        graph.output(node).shape(),
        graph.input(node, 1).shape(),
        operator);
  }

  /** Returns the scratch memory of both, in words. */
  long words() {
    int depth = weights.dimension(1) * weights.dimension(2) * weights.dimension(3);
    return PAIRS * (long) TileSpace.roundUp(depth) + TileSpace.blocks(stagedRows() * stagedRow());
  }

  /** Returns how many rows are kept of the padded image; 0 where no window reaches into it. */
  private int stagedRows() {
    boolean isPadded =
        operator.padding().top() > 0
            || operator.padding().left() > 0
            || seenRows() > input.dimension(1)
            || stagedRow() > input.dimension(2) * input.dimension(3);
    if (!isPadded) {
      return 0;
    }
    return span() + (output.dimension(2) % 2 == 0 ? 0 : operator.stride().height());
  }

  private int seenRows() {
    return (output.dimension(1) - 1) * operator.stride().height() + span();
  }

  private int span() {
    return (weights.dimension(1) - 1) * operator.dilation().height() + 1;
  }

  private int stagedRow() {
    int last = (weights.dimension(2) - 1) * operator.dilation().width();
    return ((output.dimension(2) - 1) * operator.stride().width() + last + 1) * input.dimension(3);
  }

  /** Returns the instructions of all columns and rows. */
  long instructions() {
    long height = output.dimension(1);
    long pixels = height * output.dimension(2);
    long pairs = (pixels + 1) / 2;
    long together = Math.min(pairs, (pairs + PAIRS - 1) / PAIRS + height);
    return CALL + staging() + together * (GATHER + segments() * SEGMENT) + pairs * ofPair();
  }

  private long staging() {
    long copied = (long) input.dimension(2) * input.dimension(3);
    return stagedRows() == 0 ? 0 : seenRows() * (ROW + stagedRow() / 4L + 2 * copied);
  }

  private long segments() {
    if (operator.dilation().width() > 1) {
      return weights.dimension(1);
    }
    return stagedRows() == 0 || weights.dimension(1) == 1 ? 1 : 2;
  }

  private long ofPair() {
    int width = weights.dimension(2);
    int channels = weights.dimension(3);
    long ofRow =
        operator.dilation().width() > 1 ? width * ofRun(channels) : ofRun(width * channels);
    return PAIR + weights.dimension(1) * ofRow;
  }

  /** Returns the instructions of some adjacent elements of both pixels. */
  private static long ofRun(int elements) {
    int fours = elements / 4;
    int rest = elements % 4;
    long ofFours = 20L * fours + 4L * ((fours + 1) / 2) + 5L * (fours % 2);
    return RUN + ofFours + (rest == 0 ? 0 : 2 + 9L * rest);
  }
}
