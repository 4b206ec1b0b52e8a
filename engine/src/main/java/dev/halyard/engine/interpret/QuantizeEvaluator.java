package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.arithmetic.FloatQuantization;
import dev.halyard.engine.ir.op.Quantize;

/** QUANTIZE from float32, or from int8 by a table. */
final class QuantizeEvaluator {
  private QuantizeEvaluator() {}

  static TensorValue evaluate(Quantize operator, Evaluation evaluation) {
    TensorValue input = evaluation.input(0);
    if (input.type() == ElementType.INT8) {
      return LookupEvaluator.evaluate(operator, evaluation);
    }
    int[] output = new int[input.shape().elementCount()];
    for (int element = 0; element < output.length; element++) {
      output[element] =
          FloatQuantization.quantize(input.float32(element), evaluation.outputQuantization());
    }
    return evaluation.int8Output(output);
  }
}
