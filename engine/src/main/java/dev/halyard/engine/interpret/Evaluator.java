package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.op.Operator;

/** Computes one operator. */
@FunctionalInterface
interface Evaluator<T extends Operator> {

  /** Returns the output of the node that {@code evaluation} is about. */
  TensorValue evaluate(T operator, Evaluation evaluation);
}
