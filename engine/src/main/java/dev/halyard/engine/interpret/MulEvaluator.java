package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.MultiplicationParameters;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Mul;

/** MUL. */
final class MulEvaluator {
  private MulEvaluator() {}

  static TensorValue evaluate(Mul operator, Evaluation evaluation) {
    QuantizedMultiplier multiplier =
        MultiplicationParameters.of(evaluation.graph(), evaluation.node()).output();
    int zeroPoint = evaluation.outputQuantization().zeroPoint();
    ActivationRange range =
        ActivationRange.of(operator.activation(), evaluation.outputQuantization());
    return BroadcastOperands.combine(
        evaluation, (a, b) -> range.clamp(multiplier.apply(a * b) + zeroPoint));
  }
}
