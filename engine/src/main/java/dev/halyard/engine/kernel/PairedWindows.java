package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.Extent2d;

/**
 * What the windows of {@code conv_2d_paired} see: {@code rows} runs of {@code run} elements, of
 * which columns of words are made.
 *
 * @param rows of the window
 * @param run elements of each
 * @param inputRow elements of a row of the input
 * @param inputRows rows of the input
 * @param seen elements of a row that all windows see together, padding included
 * @param seenRows rows that they see, padding included
 * @param isDense whether runs have no gaps
 * @param span rows from the first to the last that one window sees
 * @param isOne whether window and strides are 1 × 1
 * @param isPadded whether there is padding above or to the left
 * @param spanX elements of a row from the first to the last that one window sees
 * @param pixel elements from what a pixel sees to what the next one sees
 */
record PairedWindows(
    int rows,
    int run,
    int inputRow,
    int inputRows,
    int seen,
    int seenRows,
    boolean isDense,
    int span,
    boolean isOne,
    boolean isPadded,
    int spanX,
    int pixel) {
  private static final Extent2d ONE = new Extent2d(1, 1);

  static PairedWindows of(Graph graph, Node node, Conv2d operator) {
    Shape input = graph.input(node, 0).shape();
    Shape weights = graph.input(node, 1).shape();
    Shape output = graph.output(node).shape();
    int height = weights.dimension(1);
    int width = weights.dimension(2);
    int channels = input.dimension(3);
    Extent2d stride = operator.stride();
    Extent2d dilation = operator.dilation();
    int span = (height - 1) * dilation.height() + 1;
    int spanX = (width - 1) * dilation.width() + 1;
    return new PairedWindows(
        height,
        width * channels,
        input.dimension(2) * channels,
        input.dimension(1),
        ((output.dimension(2) - 1) * stride.width() + spanX) * channels,
        (output.dimension(1) - 1) * stride.height() + span,
        dilation.width() == 1,
        span,
        new Extent2d(height, width).equals(ONE) && stride.equals(ONE),
        operator.padding().top() + operator.padding().left() > 0,
        spanX * channels,
        stride.width() * channels);
  }

  /** Returns the words of a column. */
  int words() {
    return rows * PairedKernels.words(run);
  }

  /** Tells whether rows are copied, with padding, before windows look at them. */
  boolean isStaged() {
    return isPadded
        || seenRows > inputRows
        || seen > inputRow
        || run % PairedForm.FOUR != 0
        || !isDense;
  }

  boolean isPointwise() {
    return isOne && !isStaged();
  }

  /** Returns the words of scratch memory: columns and staged rows, or strips of them. */
  long scratchWords(PairedForm form) {
    long staged = isStaged() ? (long) span * stagedWords(form) : 0;
    return (long) form.pixels() * words() + staged;
  }

  /** Returns the elements of a row that are staged at a time. */
  int staged(PairedForm form) {
    return form.stagesStrips() ? (form.pixels() - 1) * pixel + spanX : seen;
  }

  /** Returns the words that such elements take: one more than are seen. */
  int stagedWords(PairedForm form) {
    return (staged(form) + PairedForm.FOUR - 1) / PairedForm.FOUR + 1;
  }
}
