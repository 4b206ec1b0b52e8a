package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mean;
import dev.halyard.engine.ir.op.Padding;
import java.util.Map;

/** Kernels that reduce a window or whole dimensions, without weights. */
final class WindowKernels {
  private WindowKernels() {}

  /** A pool over the whole image consumes rows as they come: it is computed as a mean. */
  static KernelUse averagePool2d(Graph graph, Node node, AveragePool2d operator) {
    Shape input = graph.input(node, 0).shape();
    boolean isWhole =
        operator.padding().equals(Padding.NONE)
            && operator.window().equals(new Extent2d(input.dimension(1), input.dimension(2)));
    if (isWhole) {
      return reduction(graph, node, TileSpace.of(input.dimension(1), input.dimension(3)));
    }
    return pool(Kernel.AVERAGE_POOL_2D, graph, node, operator.stride(), operator.padding());
  }

  static KernelUse maxPool2d(Graph graph, Node node, MaxPool2d operator) {
    return pool(Kernel.MAX_POOL_2D, graph, node, operator.stride(), operator.padding());
  }

  static KernelUse mean(Graph graph, Node node, Mean operator) {
    StridedShape shape = Geometry.mean(graph, node, operator);
    boolean keepsLast = shape.strides().get(0).get(3) != 0;
    TileSpace tiles =
        keepsLast
            ? TileSpace.of(shape.rows(), shape.shape().get(3))
            : TileSpace.ofRows(shape.rows());
    return reduction(graph, node, tiles);
  }

  private static KernelUse reduction(Graph graph, Node node, TileSpace tiles) {
    return new KernelUse(
        Kernel.MEAN,
        tiles,
        Scratch.carryOfInt32(graph.output(node).shape().elementCount()),
        Map.of(0, AccessOrder.readsWhole(graph.input(node, 0).byteCount())),
        0,
        KernelUse.UNKNOWN);
  }

  private static KernelUse pool(
      Kernel kernel, Graph graph, Node node, Extent2d stride, Padding padding) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    ConvolutionKernels.requireOneImage(input);
    AccessOrder order =
        AccessOrder.byRows(
            output.dimension(1),
            RowShape.of(output).length(),
            RowShape.of(input).length(),
            y -> y * stride.height() - padding.top());
    return KernelUse.of(
        kernel, TileSpace.of(output.dimension(1), output.dimension(3)), Map.of(0, order));
  }
}
