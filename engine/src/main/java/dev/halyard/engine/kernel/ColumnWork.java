package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;

/**
 * How plain kernels bring inputs into columns, counted.
 *
 * @param fours elements that go four at a time
 * @param elements that go one by one: what is left of a run beside fours, and padding
 * @param runs of elements that lie together
 */
record ColumnWork(double fours, double elements, double runs) {
  private static final int FOUR = 4;

  private ColumnWork plus(ColumnWork other, double times) {
    return new ColumnWork(
        fours + times * other.fours, elements + times * other.elements, runs + times * other.runs);
  }

  /** Returns the work of whole rows of so many elements. */
  static ColumnWork ofRows(int rows, int length) {
    return new ColumnWork(0, 0, 0).plus(run(0, length), rows);
  }

  /** Returns the work of all columns of a convolution. */
  static ColumnWork of(Graph graph, Node node, Conv2d operator) {
    Shape input = graph.input(node, 0).shape();
    Shape weights = graph.input(node, 1).shape();
    int height = weights.dimension(1);
    int run = weights.dimension(2) * weights.dimension(3);
    int outputRows = graph.output(node).shape().dimension(1);
    int outputColumns = graph.output(node).shape().dimension(2);
    ColumnWork work = new ColumnWork(0, 0, 0);
    for (int i = 0; i < height; i++) {
      int inside = 0;
      for (int y = 0; y < outputRows; y++) {
        int row =
            y * operator.stride().height()
                - operator.padding().top()
                + i * operator.dilation().height();
        inside += row >= 0 && row < input.dimension(1) ? 1 : 0;
      }
      work = work.plus(ofRow(graph, node, operator, i * run), inside);
      ColumnWork padding = new ColumnWork(0, run, 1);
      work = work.plus(padding, (double) (outputRows - inside) * outputColumns);
    }
    return work;
  }

  /** Returns the work of a row of the window for a row of outputs. */
  private static ColumnWork ofRow(Graph graph, Node node, Conv2d operator, int start) {
    Shape weights = graph.input(node, 1).shape();
    int columns = graph.input(node, 0).shape().dimension(2);
    int channels = weights.dimension(3);
    int dilation = operator.dilation().width();
    ColumnWork work = new ColumnWork(0, 0, 0);
    for (int x = 0; x < graph.output(node).shape().dimension(2); x++) {
      int left = x * operator.stride().width() - operator.padding().left();
      int first = -1;
      int taps = 0;
      for (int tap = 0; tap < weights.dimension(2); tap++) {
        int column = left + tap * dilation;
        if (column >= 0 && column < columns) {
          first = first < 0 ? tap : first;
          taps++;
        }
      }
      work = work.plus(taps(start, first, taps, channels, dilation), 1);
      int outside = weights.dimension(2) - taps;
      work = work.plus(new ColumnWork(0, (double) outside * channels, 0), 1);
    }
    return work;
  }

  private static ColumnWork taps(int start, int first, int taps, int channels, int dilation) {
    if (dilation == 1) {
      return run(start + first * channels, taps * channels);
    }
    ColumnWork work = new ColumnWork(0, 0, 0);
    for (int tap = first; tap < first + taps; tap++) {
      work = work.plus(run(start + tap * channels, channels), 1);
    }
    return work;
  }

  /** Returns the work of a run of elements that go into a column from an element on. */
  private static ColumnWork run(int start, int length) {
    int head = Math.min(length, Math.floorMod(-start, FOUR));
    int fours = (length - head) / FOUR;
    return new ColumnWork(fours, length - FOUR * (double) fours, 1);
  }
}
