package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Mean;
import dev.halyard.engine.ir.op.Transpose;
import java.util.List;

/** The shapes that kernels of several operands are given, for kernel table and code generator. */
public final class Geometry {
  private Geometry() {}

  /** Returns the output of an element-wise node and the steps of its two operands. */
  public static StridedShape broadcast(Graph graph, Node node) {
    Shape output = graph.output(node).shape();
    return StridedShape.of(
        output.dimensions(),
        List.of(
            Strides.broadcast(graph.input(node, 0).shape(), output),
            Strides.broadcast(graph.input(node, 1).shape(), output)));
  }

  /** Returns an operand as rows that hold what of it lies within a row of the output. */
  public static RowShape operandRows(Shape operand, Shape output) {
    int outer = RowShape.outerRank(output.rank());
    int missing = output.rank() - operand.rank();
    int length = 1;
    for (int axis = Math.max(0, outer - missing); axis < operand.rank(); axis++) {
      length *= operand.dimension(axis);
    }
    return new RowShape(operand.elementCount() / length, length);
  }

  /** Returns the input of a mean and the steps of its output. */
  public static StridedShape mean(Graph graph, Node node, Mean mean) {
    Shape input = graph.input(node, 0).shape();
    return StridedShape.of(input.dimensions(), List.of(Strides.reduced(input, mean.axes())));
  }

  /** Returns the output of a transposition and the steps of its input. */
  public static StridedShape transpose(Graph graph, Node node, Transpose transpose) {
    List<Integer> strides = Strides.of(graph.input(node, 0).shape());
    return StridedShape.of(
        graph.output(node).shape().dimensions(),
        List.of(transpose.permutation().stream().map(strides::get).toList()));
  }

  /** Returns the dimensions of a padded tensor with as many as kernels see, leading ones 1. */
  public static List<Integer> leading(List<Integer> dimensions, int fill) {
    if (dimensions.size() > StridedShape.RANK) {
      throw new UnsupportedNodeException(
          "rank %d is not supported; supported: up to %d"
              .formatted(dimensions.size(), StridedShape.RANK));
    }
    Integer[] leading = new Integer[StridedShape.RANK];
    for (int i = 0; i < leading.length; i++) {
      int axis = i - (leading.length - dimensions.size());
      leading[i] = axis < 0 ? fill : dimensions.get(axis);
    }
    return List.of(leading);
  }
}
