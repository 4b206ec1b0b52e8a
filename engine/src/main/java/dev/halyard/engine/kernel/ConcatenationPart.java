package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Concatenation;

/**
 * Where one input of a concatenation goes: input row {@code g · rows + r} to output row {@code g ·
 * outputRows + firstRow + r}; in a row each {@code run} elements to element {@code first} of each
 * {@code outputRun}.
 *
 * @param inputRows the input as rows
 * @param outputShape the output as rows
 * @param rows of this input in a group
 * @param outputRows of all inputs in a group
 * @param firstRow rows of the inputs before this one, in a group
 * @param run elements of this input that stay together
 * @param outputRun elements of all inputs that stay together
 * @param first elements of the inputs before this one, in a run
 */
public record ConcatenationPart(
    RowShape inputRows,
    RowShape outputShape,
    int rows,
    int outputRows,
    int firstRow,
    int run,
    int outputRun,
    int first) {

  /** Returns the part of input {@code index}. */
  public static ConcatenationPart of(Graph graph, Node node, Concatenation operator, int index) {
    int axis = operator.axis();
    int before = 0;
    for (int i = 0; i < index; i++) {
      before += graph.input(node, i).shape().dimension(axis);
    }
    Shape input = graph.input(node, index).shape();
    Shape output = graph.output(node).shape();
    RowShape inputRows = RowShape.of(input);
    RowShape outputRows = RowShape.of(output);
    int outer = RowShape.outerRank(output.rank());
    if (axis < outer) {
      int inner = product(output, axis + 1, outer);
      return new ConcatenationPart(
          inputRows,
          outputRows,
          input.dimension(axis) * inner,
          output.dimension(axis) * inner,
          before * inner,
          inputRows.length(),
          outputRows.length(),
          0);
    }
    int inner = product(output, axis + 1, output.rank());
    return new ConcatenationPart(
        inputRows,
        outputRows,
        inputRows.rows(),
        outputRows.rows(),
        0,
        input.dimension(axis) * inner,
        output.dimension(axis) * inner,
        before * inner);
  }

  private static int product(Shape shape, int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= shape.dimension(axis);
    }
    return product;
  }
}
