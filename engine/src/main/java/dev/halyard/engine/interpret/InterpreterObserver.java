package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Node;

/** Sees the result of every node, in execution order. */
@FunctionalInterface
public interface InterpreterObserver {
  /** Looks at nothing. */
  InterpreterObserver NONE = (node, output) -> {};

  /** A node has made its output. */
  void computed(Node node, TensorValue output);
}
