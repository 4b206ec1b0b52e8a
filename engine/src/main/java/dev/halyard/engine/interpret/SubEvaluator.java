package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.AdditionParameters;
import dev.halyard.engine.ir.op.Sub;

/** SUB. */
final class SubEvaluator {
  private SubEvaluator() {}

  static TensorValue evaluate(Sub operator, Evaluation evaluation) {
    AdditionParameters parameters = AdditionParameters.of(evaluation.graph(), evaluation.node());
    int zeroPoint = evaluation.outputQuantization().zeroPoint();
    ActivationRange range =
        ActivationRange.of(operator.activation(), evaluation.outputQuantization());
    return BroadcastOperands.combine(
        evaluation,
        (a, b) -> {
          int difference = parameters.scaleA(a) - parameters.scaleB(b);
          return range.clamp(parameters.output().apply(difference) + zeroPoint);
        });
  }
}
