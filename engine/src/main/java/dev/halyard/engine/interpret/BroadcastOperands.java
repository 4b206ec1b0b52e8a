package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Broadcast;
import dev.halyard.engine.ir.Shape;
import java.util.function.IntBinaryOperator;

/** Two int8 operands, less their zero points, that meet element by element. */
final class BroadcastOperands {
  private BroadcastOperands() {}

  /** Returns {@code function(a, b)} for every element of the output. */
  static TensorValue combine(Evaluation evaluation, IntBinaryOperator function) {
    int[] a = evaluation.differences(0);
    int[] b = evaluation.differences(1);
    Shape shape = evaluation.outputShape();
    int[] stridesA = Broadcast.strides(evaluation.inputTensor(0).shape(), shape);
    int[] stridesB = Broadcast.strides(evaluation.inputTensor(1).shape(), shape);
    int[] output = new int[shape.elementCount()];
    for (int element = 0; element < output.length; element++) {
      output[element] =
          function.applyAsInt(
              a[offset(element, shape, stridesA)], b[offset(element, shape, stridesB)]);
    }
    return evaluation.int8Output(output);
  }

  /** Returns where an operand has what goes into an output element. */
  private static int offset(int element, Shape shape, int[] strides) {
    int offset = 0;
    int rest = element;
    for (int dimension = shape.rank() - 1; dimension >= 0; dimension--) {
      offset += rest % shape.dimension(dimension) * strides[dimension];
      rest /= shape.dimension(dimension);
    }
    return offset;
  }
}
