package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.LookupTable;
import dev.halyard.engine.ir.op.Operator;

/** HARD_SWISH, LEAKY_RELU, LOGISTIC, RELU, RELU6, TANH, and QUANTIZE from int8: a table each. */
final class LookupEvaluator {
  private LookupEvaluator() {}

  static TensorValue evaluate(Operator operator, Evaluation evaluation) {
    byte[] table =
        LookupTable.of(
            operator,
            evaluation.inputTensor(0).requireQuantization(),
            evaluation.outputQuantization());
    byte[] elements = evaluation.input(0).toBytes();
    for (int element = 0; element < elements.length; element++) {
      elements[element] = table[elements[element] - Byte.MIN_VALUE];
    }
    return evaluation.output(elements);
  }
}
