package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;

/** The depthwise convolutions that kernels for 3×3 windows serve. */
final class DenseWindow {
  private static final Extent2d SIDES = new Extent2d(3, 3);
  private static final Extent2d DENSE = new Extent2d(1, 1);
  private static final int LARGEST_STRIDE = 2;

  private DenseWindow() {}

  /**
   * Tells whether the window is 3×3 without gaps, moves as far down as to the right, one or two
   * pixels, and every channel has one output.
   */
  static boolean isServed(Graph graph, Node node, DepthwiseConv2d operator) {
    Shape weights = graph.input(node, 1).shape();
    int stride = operator.stride().width();
    return new Extent2d(weights.dimension(1), weights.dimension(2)).equals(SIDES)
        && operator.dilation().equals(DENSE)
        && operator.stride().equals(new Extent2d(stride, stride))
        && stride <= LARGEST_STRIDE
        && graph.input(node, 0).shape().dimension(3) == graph.output(node).shape().dimension(3);
  }
}
