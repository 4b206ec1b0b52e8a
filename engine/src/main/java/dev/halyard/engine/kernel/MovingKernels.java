package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Transpose;
import java.util.List;
import java.util.Map;

/** Kernels that move elements and compute nothing. */
final class MovingKernels {
  private MovingKernels() {}

  /** Of an input that is constant; any other reshape is a view, and needs no kernel. */
  static KernelUse reshape(Graph graph, Node node) {
    return KernelUse.of(Kernel.COPY, TileSpace.ofRows(1), Map.of());
  }

  /** One call for each input; the tiles are those of the first. */
  static KernelUse concatenation(Graph graph, Node node, Concatenation operator) {
    int rows = ConcatenationPart.of(graph, node, operator, 0).inputRows().rows();
    return KernelUse.of(Kernel.CONCATENATION, TileSpace.ofRows(rows), Map.of());
  }

  static KernelUse pad(Graph graph, Node node, Pad operator) {
    List<Integer> output = Geometry.leading(graph.output(node).shape().dimensions(), 1);
    Shape input = graph.input(node, 0).shape();
    List<Integer> from = Geometry.leading(input.dimensions(), 1);
    List<Integer> before = Geometry.leading(operator.before(), 0);
    int rows = output.get(0) * output.get(1);
    AccessOrder order =
        AccessOrder.byRows(
            rows,
            (long) output.get(2) * output.get(3),
            (long) from.get(2) * from.get(3),
            y -> {
              int outer = y / output.get(1) - before.get(0);
              int inner = Math.max(0, Math.min(from.get(1), y % output.get(1) - before.get(1)));
              return outer * from.get(1) + inner;
            });
    return KernelUse.of(Kernel.PAD, TileSpace.ofRows(rows), Map.of(0, order));
  }

  static KernelUse transpose(Graph graph, Node node, Transpose operator) {
    int rows = Geometry.transpose(graph, node, operator).rows();
    return KernelUse.of(Kernel.TRANSPOSE, TileSpace.ofRows(rows), Map.of());
  }
}
