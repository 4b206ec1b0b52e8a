package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Transpose;

/** TRANSPOSE, of any element type. */
final class TransposeEvaluator {
  private TransposeEvaluator() {}

  static TensorValue evaluate(Transpose operator, Evaluation evaluation) {
    byte[] input = evaluation.input(0).toBytes();
    int bytes = evaluation.outputTensor().type().bytes();
    Shape shape = evaluation.outputShape();
    int[] strides = strides(operator, evaluation.inputTensor(0).shape());
    byte[] output = new byte[input.length];
    for (int element = 0; element < shape.elementCount(); element++) {
      int from = inputElement(element, shape, strides);
      System.arraycopy(input, from * bytes, output, element * bytes, bytes);
    }
    return evaluation.output(output);
  }

  /** Returns by how many input elements a step along each output dimension moves. */
  private static int[] strides(Transpose operator, Shape input) {
    int[] inputStrides = new int[input.rank()];
    int stride = 1;
    for (int dimension = input.rank() - 1; dimension >= 0; dimension--) {
      inputStrides[dimension] = stride;
      stride *= input.dimension(dimension);
    }
    return operator.permutation().stream().mapToInt(from -> inputStrides[from]).toArray();
  }

  private static int inputElement(int element, Shape shape, int[] strides) {
    int from = 0;
    int rest = element;
    for (int dimension = shape.rank() - 1; dimension >= 0; dimension--) {
      from += rest % shape.dimension(dimension) * strides[dimension];
      rest /= shape.dimension(dimension);
    }
    return from;
  }
}
