package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.Operator;

/** What one operator demands of its tensors. */
@FunctionalInterface
interface OperatorRule<T extends Operator> {

  /** Reports what is wrong with a node to {@code operands}. */
  void check(T operator, Operands operands);
}
