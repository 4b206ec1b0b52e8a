package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Softmax;
import java.util.HashMap;
import java.util.Map;

/** Kernels that compute each element, or each row, for itself. */
final class ElementKernels {
  private static final int LONGEST_SOFTMAX = 4095;

  private ElementKernels() {}

  /** Returns the use of a kernel on pairs of elements. */
  static KernelUse pairs(Kernel kernel, Graph graph, Node node) {
    Map<Integer, AccessOrder> access = new HashMap<>();
    Shape output = graph.output(node).shape();
    for (int i = 0; i < 2; i++) {
      if (graph.input(node, i).shape().elementCount() == output.elementCount()) {
        access.put(i, forward(output, ElementType.INT8, ElementType.INT8));
      }
    }
    TileSpace tiles = TileSpace.ofRows(Geometry.broadcast(graph, node).rows());
    return KernelUse.of(kernel, tiles, access);
  }

  static KernelUse lookup(Graph graph, Node node) {
    return elements(Kernel.LOOKUP, graph, node);
  }

  /** From float32, or a requantization of int8. */
  static KernelUse quantize(Graph graph, Node node) {
    boolean isFloat = graph.input(node, 0).type() == ElementType.FLOAT32;
    return elements(isFloat ? Kernel.QUANTIZE : Kernel.LOOKUP, graph, node);
  }

  static KernelUse dequantize(Graph graph, Node node) {
    return elements(Kernel.DEQUANTIZE, graph, node);
  }

  static KernelUse softmax(Graph graph, Node node, Softmax operator) {
    Shape shape = graph.output(node).shape();
    RowShape rows = RowShape.innermost(shape);
    if (rows.length() > LONGEST_SOFTMAX) {
      throw new UnsupportedNodeException(
          "rows of %d elements are not supported; supported: up to %d"
              .formatted(rows.length(), LONGEST_SOFTMAX));
    }
    AccessOrder order = forward(shape, ElementType.INT8, ElementType.INT8);
    return KernelUse.of(Kernel.SOFTMAX, TileSpace.ofRows(rows.rows()), Map.of(0, order));
  }

  private static KernelUse elements(Kernel kernel, Graph graph, Node node) {
    Tensor output = graph.output(node);
    AccessOrder order = forward(output.shape(), output.type(), graph.input(node, 0).type());
    return KernelUse.of(
        kernel, TileSpace.ofRows(RowShape.of(output.shape()).rows()), Map.of(0, order));
  }

  private static AccessOrder forward(Shape shape, ElementType output, ElementType input) {
    return AccessOrder.byUnits(shape.elementCount(), output.bytes(), input.bytes());
  }
}
