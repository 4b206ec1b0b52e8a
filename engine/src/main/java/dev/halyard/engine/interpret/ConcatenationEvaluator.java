package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Concatenation;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** CONCATENATION, of any element type. */
final class ConcatenationEvaluator {
  private ConcatenationEvaluator() {}

  static TensorValue evaluate(Concatenation operator, Evaluation evaluation) {
    int rows = product(evaluation.outputShape(), operator.axis());
    List<byte[]> inputs =
        IntStream.range(0, evaluation.inputCount())
            .mapToObj(index -> evaluation.input(index).toBytes())
            .toList();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      for (byte[] input : inputs) {
        int size = input.length / rows;
        output.write(input, row * size, size);
      }
    }
    return evaluation.output(output.toByteArray());
  }

  /** Returns the number of elements of the dimensions before {@code axis}. */
  private static int product(Shape shape, int axis) {
    return shape.dimensions().subList(0, axis).stream().reduce(1, (a, b) -> a * b);
  }
}
