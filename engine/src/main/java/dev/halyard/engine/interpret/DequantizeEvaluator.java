package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.FloatQuantization;
import dev.halyard.engine.ir.op.Dequantize;

/** DEQUANTIZE. */
final class DequantizeEvaluator {
  private DequantizeEvaluator() {}

  static TensorValue evaluate(Dequantize operator, Evaluation evaluation) {
    TensorValue input = evaluation.input(0);
    float[] output = new float[input.shape().elementCount()];
    for (int element = 0; element < output.length; element++) {
      output[element] =
          FloatQuantization.dequantize(
              input.int8(element), evaluation.inputTensor(0).requireQuantization());
    }
    return TensorValue.float32(evaluation.outputShape(), output);
  }
}
