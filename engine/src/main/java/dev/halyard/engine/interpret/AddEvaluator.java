package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.AdditionParameters;
import dev.halyard.engine.ir.op.Add;

/** ADD. */
final class AddEvaluator {
  private AddEvaluator() {}

  static TensorValue evaluate(Add operator, Evaluation evaluation) {
    AdditionParameters parameters = AdditionParameters.of(evaluation.graph(), evaluation.node());
    int zeroPoint = evaluation.outputQuantization().zeroPoint();
    ActivationRange range =
        ActivationRange.of(operator.activation(), evaluation.outputQuantization());
    return BroadcastOperands.combine(
        evaluation,
        (a, b) -> {
          int sum = parameters.scaleA(a) + parameters.scaleB(b);
          return range.clamp(parameters.output().apply(sum) + zeroPoint);
        });
  }
}
