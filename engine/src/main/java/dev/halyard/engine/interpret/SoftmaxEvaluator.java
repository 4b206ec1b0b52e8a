package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.SoftmaxTable;
import dev.halyard.engine.ir.arithmetic.SoftmaxTable.Reciprocal;
import dev.halyard.engine.ir.op.Softmax;

/** SOFTMAX over rows of the innermost dimension. */
final class SoftmaxEvaluator {
  private SoftmaxEvaluator() {}

  static TensorValue evaluate(Softmax operator, Evaluation evaluation) {
    SoftmaxTable table = SoftmaxTable.of(operator, evaluation.inputTensor(0).requireQuantization());
    byte[] elements = evaluation.input(0).toBytes();
    int depth = evaluation.outputShape().dimension(-1);
    for (int from = 0; from < elements.length; from += depth) {
      softmax(elements, from, from + depth, table);
    }
    return evaluation.output(elements);
  }

  private static void softmax(byte[] elements, int from, int to, SoftmaxTable table) {
    int maximum = Byte.MIN_VALUE;
    for (int element = from; element < to; element++) {
      maximum = Math.max(maximum, elements[element]);
    }
    int sum = 0;
    for (int element = from; element < to; element++) {
      sum += table.addend(maximum - elements[element]);
    }
    Reciprocal reciprocal = Reciprocal.of(sum);
    for (int element = from; element < to; element++) {
      elements[element] = table.output(maximum - elements[element], reciprocal);
    }
  }
}
