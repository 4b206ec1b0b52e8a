package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.arithmetic.FixedPoint;
import dev.halyard.engine.ir.arithmetic.MeanParameters;
import dev.halyard.engine.ir.op.Mean;

/** MEAN over any axes. */
final class MeanEvaluator {
  private MeanEvaluator() {}

  static TensorValue evaluate(Mean operator, Evaluation evaluation) {
    Shape shape = evaluation.inputTensor(0).shape();
    int[] input = evaluation.differences(0);
    int[] sums = new int[evaluation.outputShape().elementCount()];
    for (int element = 0; element < input.length; element++) {
      sums[outputElement(element, shape, operator)] += input[element];
    }
    MeanParameters parameters = MeanParameters.of(evaluation.graph(), evaluation.node());
    int zeroPoint = evaluation.outputQuantization().zeroPoint();
    for (int element = 0; element < sums.length; element++) {
      sums[element] =
          FixedPoint.saturateToInt8(parameters.multiplier().apply(sums[element]) + zeroPoint);
    }
    return evaluation.int8Output(sums);
  }

  /** Returns which output an input element goes into. */
  private static int outputElement(int element, Shape shape, Mean operator) {
    int output = 0;
    int stride = 1;
    int rest = element;
    for (int dimension = shape.rank() - 1; dimension >= 0; dimension--) {
      if (!operator.axes().contains(dimension)) {
        output += rest % shape.dimension(dimension) * stride;
        stride *= shape.dimension(dimension);
      }
      rest /= shape.dimension(dimension);
    }
    return output;
  }
}
