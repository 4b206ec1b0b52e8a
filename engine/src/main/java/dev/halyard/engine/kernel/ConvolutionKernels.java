package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.Padding;
import java.util.Map;

/** Kernels with weights. */
final class ConvolutionKernels {
  /** Columns of the input that are expanded to int16 at a time. */
  private static final int COLUMNS = 2;

  private ConvolutionKernels() {}

  static KernelUse conv2d(Graph graph, Node node, Conv2d operator) {
    Shape weights = graph.input(node, 1).shape();
    Extent2d window = new Extent2d(weights.dimension(1), weights.dimension(2));
    return convolution(
        graph,
        node,
        new Sliding(window, operator.stride(), operator.dilation(), operator.padding()));
  }

  /** A convolution whose input has one channel is computed as one over all channels. */
  static KernelUse depthwiseConv2d(Graph graph, Node node, DepthwiseConv2d operator) {
    Shape weights = graph.input(node, 1).shape();
    Extent2d window = new Extent2d(weights.dimension(1), weights.dimension(2));
    Sliding sliding =
        new Sliding(window, operator.stride(), operator.dilation(), operator.padding());
    Shape input = graph.input(node, 0).shape();
    if (input.dimension(3) == 1) {
      return convolution(graph, node, sliding);
    }
    Shape output = graph.output(node).shape();
    requireOneImage(input);
    int width =
        (output.dimension(2) - 1) * operator.stride().width()
            + (window.width() - 1) * operator.dilation().width()
            + 1;
    int plane = ((window.height() - 1) * operator.dilation().height() + 1) * width;
    boolean inPlace =
        input.dimension(3) == output.dimension(3) && staysBehind(input, output, sliding);
    return new KernelUse(
        Kernel.DEPTHWISE_CONV_2D,
        TileSpace.of(output.dimension(1), output.dimension(3)),
        Scratch.ofInt8((long) TileSpace.BLOCK_CHANNELS * plane),
        inPlace ? Map.of(0, new AccessOrder.SamePlace()) : Map.of(),
        (long) output.elementCount() * window.height() * window.width());
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
        Scratch.ofInt16((long) COLUMNS * TileSpace.roundUp(depth)),
        Map.of(
            0,
            batches == 1
                ? AccessOrder.readsWhole(depth)
                : AccessOrder.byUnits(batches, outputs, depth)),
        (long) batches * outputs * depth);
  }

  /** Tells whether output rows never have more pixels than the input rows seen by then. */
  private static boolean staysBehind(Shape input, Shape output, Sliding sliding) {
    int span = (sliding.window().height() - 1) * sliding.dilation().height() + 1;
    for (int y = 0; y < output.dimension(1); y++) {
      int seen = y * sliding.stride().height() + span - sliding.padding().top();
      long read = (long) Math.min(seen, input.dimension(1)) * input.dimension(2);
      if ((long) (y + 1) * output.dimension(2) > read) {
        return false;
      }
    }
    return true;
  }

  private record Sliding(Extent2d window, Extent2d stride, Extent2d dilation, Padding padding) {
    boolean isPointwise() {
      Extent2d one = new Extent2d(1, 1);
      return window.equals(one) && stride.equals(one) && padding.equals(Padding.NONE);
    }
  }

  private static KernelUse convolution(Graph graph, Node node, Sliding sliding) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    requireOneImage(input);
    requireConstant(graph, node, 1);
    int depth = sliding.window().height() * sliding.window().width() * input.dimension(3);
    return new KernelUse(
        Kernel.CONV_2D,
        TileSpace.of(output.dimension(1), output.dimension(3)),
        Scratch.ofInt16((long) COLUMNS * TileSpace.roundUp(depth)),
        Map.of(0, order(input, output, sliding)),
        (long) output.elementCount() * depth);
  }

  private static AccessOrder order(Shape input, Shape output, Sliding sliding) {
    if (sliding.isPointwise()) {
      int pixels = input.dimension(1) * input.dimension(2);
      return AccessOrder.byUnits(pixels, output.dimension(3), input.dimension(3));
    }
    return AccessOrder.byRows(
        output.dimension(1),
        RowShape.of(output).length(),
        RowShape.of(input).length(),
        y -> y * sliding.stride().height() - sliding.padding().top());
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
