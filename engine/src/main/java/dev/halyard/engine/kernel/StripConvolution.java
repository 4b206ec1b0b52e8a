package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import java.util.Map;
import java.util.Optional;

/** The kernel {@code depthwise_3x3_strips}: three output rows at a time, on RV32IMAC. */
final class StripConvolution {
  private static final String FEATURE = "rv32imac";
  private static final int SIDE = 3;
  private static final int TAPS = SIDE * SIDE;

  /** Output rows of a strip; those that are left over at the end go one by one. */
  private static final int STRIP = 3;

  private static final int CALL = 100;
  private static final int STRIP_CALL = 300;

  /** Instructions of a sum's output, on average: those below the smallest one take three. */
  private static final long REQUANTIZATION = 8;

  private static final long REQUANTIZATION_OF_ACTIVATION = 5;

  private StripConvolution() {}

  /** Offers the kernel for dense windows with little padding whose every channel is served. */
  static Optional<KernelUse> offer(
      Graph graph, Node node, DepthwiseConv2d operator, KernelTarget target) {
    if (!target.has(FEATURE)
        || !isServed(graph, node, operator)
        || Rescale.of(graph, node).isEmpty()) {
      return Optional.empty();
    }
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    int stride = operator.stride().width();
    int columns = stride == 1 ? input.dimension(2) : output.dimension(2);
    RowShape row = RowShape.of(input);
    long words = (long) STRIP * (columns + 2) + TileSpace.blocks(row.length());
    // A row is written when those above it in its strip have been read for other channels.
    AccessOrder order =
        AccessOrder.byRows(
            output.dimension(1),
            RowShape.of(output).length(),
            row.length(),
            y -> (y - STRIP + 1) * stride - operator.padding().top());
    return Optional.of(
        new KernelUse(
            Kernel.DEPTHWISE_3X3_STRIPS,
            TileSpace.of(output.dimension(1), output.dimension(3)),
            Scratch.ofInt32(words),
            Map.of(0, order),
            (long) output.elementCount() * TAPS,
            new Cost(
                instructions(input, output, operator),
                (long) (TAPS + Rescale.BYTES) * input.dimension(3))));
  }

  private static boolean isServed(Graph graph, Node node, DepthwiseConv2d operator) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    return DenseWindow.isServed(graph, node, operator)
        && operator.padding().left() <= 1
        && right(operator, input, output) <= 1
        && input.dimension(2) >= 2;
  }

  /** Returns the pixels of padding to the right; negative where pixels are not seen. */
  private static int right(DepthwiseConv2d operator, Shape input, Shape output) {
    int seen = (output.dimension(2) - 1) * operator.stride().width() + SIDE;
    return seen - operator.padding().left() - input.dimension(2);
  }

  private static long instructions(Shape input, Shape output, DepthwiseConv2d operator) {
    int strips = output.dimension(1) / STRIP;
    int rows = output.dimension(1) % STRIP;
    long ofStrip = stripInstructions(STRIP, input, output, operator);
    long ofRow = stripInstructions(1, input, output, operator);
    long padding = 2L * TileSpace.blocks(RowShape.of(input).length());
    return strips * ofStrip + rows * ofRow + padding + CALL;
  }

  /** Instructions for some rows: the call, and for each channel its columns and its outputs. */
  private static long stripInstructions(
      int rows, Shape input, Shape output, DepthwiseConv2d operator) {
    int stride = operator.stride().width();
    long seen = stride * (rows - 1L) + SIDE;
    int width = output.dimension(2);
    long columns = stride == 1 ? input.dimension(2) : width;
    long ofColumn = stride * (2 * seen + 1) + rows * 2L * TAPS + 1;
    int right = Math.max(0, right(operator, input, output));
    int more = stride == 1 ? 0 : 1 - operator.padding().left() - right;
    long before = more * (2 * seen + 12L * rows + 2);
    long ofSum =
        operator.activation() == Activation.NONE ? REQUANTIZATION : REQUANTIZATION_OF_ACTIVATION;
    long ofPixel = (3 + ofSum) * rows + 2;
    long ofChannel = 50 + 2 * seen + 5L * rows + before + columns * ofColumn + width * ofPixel;
    return input.dimension(3) * ofChannel + STRIP_CALL;
  }
}
