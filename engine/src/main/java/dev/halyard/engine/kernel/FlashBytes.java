package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;

/** What the arrays of plain kernels take in flash. */
final class FlashBytes {
  /** Bias, multiplier and shift. */
  static final int CHANNEL = 3 * Integer.BYTES;

  private static final int VALUES = 256;

  private FlashBytes() {}

  /** Returns the bytes of a node's arrays. */
  static long of(Graph graph, Node node, Kernel kernel) {
    return switch (kernel) {
      case CONV_2D, FULLY_CONNECTED -> {
        Shape weights = graph.input(node, 1).shape();
        int outputs = TileSpace.roundUp(weights.dimension(0));
        int depth = weights.elementCount() / weights.dimension(0);
        yield (long) outputs * (TileSpace.roundUp(depth) + CHANNEL);
      }
      case DEPTHWISE_CONV_2D -> {
        Shape weights = graph.input(node, 1).shape();
        int taps = weights.dimension(1) * weights.dimension(2);
        yield (long) TileSpace.roundUp(weights.dimension(3)) * (taps + CHANNEL);
      }
      case LOOKUP -> VALUES;
      case SOFTMAX -> VALUES * Integer.BYTES;
      default ->
          node.inputs().stream()
              .map(graph::tensor)
              .filter(Tensor::isConstant)
              .mapToLong(Tensor::byteCount)
              .sum();
    };
  }
}
