package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.Padding;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Kernels with weights. */
final class ConvolutionKernels {
  /** Columns of the input that are expanded to int16 at a time. */
  private static final int COLUMNS = 2;

  /** Inputs of a piece of a column. */
  private static final int PIECE = 512;

  /**
   * How much less scratch memory 8-bit cores take: they expand one column, to int8, and compute one
   * depthwise channel of a block of four at a time.
   */
  private static final int NARROW_PART = 4;

  private static final Set<Kernel> WITH_SCRATCH =
      EnumSet.of(Kernel.CONV_2D, Kernel.DEPTHWISE_CONV_2D, Kernel.FULLY_CONNECTED);

  private static final Extent2d ONE = new Extent2d(1, 1);

  private ConvolutionKernels() {}

  static KernelUse conv2d(Graph graph, Node node, Conv2d operator) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    requireOneImage(input);
    requireConstant(graph, node, 1);
    Extent2d window = window(graph, node);
    int depth = window.height() * window.width() * input.dimension(3);
    return new KernelUse(
        Kernel.CONV_2D,
        TileSpace.of(output.dimension(1), output.dimension(3)),
        Scratch.ofInt16((long) COLUMNS * TileSpace.roundUp(depth)),
        Map.of(0, order(input, output, window, operator)),
        (long) output.elementCount() * depth,
        KernelUse.UNKNOWN);
  }

  private static AccessOrder order(Shape input, Shape output, Extent2d window, Conv2d operator) {
    boolean isPointwise =
        window.equals(ONE)
            && operator.stride().equals(ONE)
            && operator.padding().equals(Padding.NONE);
    if (isPointwise) {
      int pixels = input.dimension(1) * input.dimension(2);
      return AccessOrder.byUnits(pixels, output.dimension(3), input.dimension(3));
    }
    return AccessOrder.byRows(
        output.dimension(1),
        RowShape.of(output).length(),
        RowShape.of(input).length(),
        y -> y * operator.stride().height() - operator.padding().top());
  }

  /** Returns a kernel's use on an 8-bit core. */
  static KernelUse onNarrowCore(KernelUse use) {
    return WITH_SCRATCH.contains(use.kernel())
        ? new KernelUse(
            use.kernel(),
            use.tiles(),
            Scratch.ofInt8(use.scratch().bytes() / NARROW_PART),
            use.access(),
            use.macs(),
            use.cost())
        : use;
  }

  static KernelUse depthwiseConv2d(Graph graph, Node node, DepthwiseConv2d operator) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    requireOneImage(input);
    requireConstant(graph, node, 1);
    Extent2d window = window(graph, node);
    int width =
        (output.dimension(2) - 1) * operator.stride().width()
            + (window.width() - 1) * operator.dilation().width()
            + 1;
    int plane = ((window.height() - 1) * operator.dilation().height() + 1) * width;
    boolean inPlace =
        input.dimension(3) == output.dimension(3) && staysBehind(input, output, window, operator);
    return new KernelUse(
        Kernel.DEPTHWISE_CONV_2D,
        TileSpace.of(output.dimension(1), output.dimension(3)),
        Scratch.ofInt8((long) TileSpace.BLOCK_CHANNELS * plane),
        inPlace ? Map.of(0, new AccessOrder.SamePlace()) : Map.of(),
        (long) output.elementCount() * window.height() * window.width(),
        KernelUse.UNKNOWN);
  }

  static KernelUse fullyConnected(Graph graph, Node node, FullyConnected operator) {
    Shape weights = graph.input(node, 1).shape();
    requireConstant(graph, node, 1);
    int outputs = weights.dimension(0);
    int depth = weights.dimension(1);
    int batches = graph.output(node).shape().elementCount() / outputs;
    return new KernelUse(
        Kernel.FULLY_CONNECTED,
        TileSpace.of(batches, outputs),
        Scratch.ofInt16((long) COLUMNS * TileSpace.roundUp(column(depth, outputs))),
        Map.of(
            0,
            batches == 1
                ? AccessOrder.readsWhole(depth)
                : AccessOrder.byUnits(batches, outputs, depth)),
        (long) batches * outputs * depth,
        KernelUse.UNKNOWN);
  }

  /** Returns the elements of a column: that of one block of outputs comes in pieces. */
  private static int column(int depth, int outputs) {
    return outputs <= TileSpace.BLOCK_CHANNELS ? Math.min(depth, PIECE) : depth;
  }

  /** Tells whether output rows never have more pixels than the input rows seen by then. */
  private static boolean staysBehind(
      Shape input, Shape output, Extent2d window, DepthwiseConv2d operator) {
    int span = (window.height() - 1) * operator.dilation().height() + 1;
    for (int y = 0; y < output.dimension(1); y++) {
      int seen = y * operator.stride().height() + span - operator.padding().top();
      long read = (long) Math.min(seen, input.dimension(1)) * input.dimension(2);
      if ((long) (y + 1) * output.dimension(2) > read) {
        return false;
      }
    }
    return true;
  }

  private static Extent2d window(Graph graph, Node node) {
    Shape weights = graph.input(node, 1).shape();
    return new Extent2d(weights.dimension(1), weights.dimension(2));
  }

  static void requireOneImage(Shape input) {
    if (input.rank() != 4 || input.dimension(0) != 1) {
      throw new UnsupportedNodeException(
          "input shape " + input + " is not supported; supported: [1,H,W,C], a batch of 1");
    }
  }

  private static void requireConstant(Graph graph, Node node, int index) {
    if (!graph.input(node, index).isConstant()) {
      throw new UnsupportedNodeException(
          "weights '%s' that are computed are not supported; supported: constant weights"
              .formatted(graph.input(node, index).name()));
    }
  }
}
