package dev.halyard.engine.pass;

import dev.halyard.engine.ir.Graph;

/**
 * A rewrite of a graph that changes no bit of any output.
 *
 * <p>Idempotent: applied to its own result it changes nothing.
 */
public interface Pass {

  /** Returns the rewritten graph, which is the same object if there was nothing to do. */
  Graph run(Graph graph);

  /** Returns the name in messages and for {@code --dump-after}. */
  default String name() {
    return getClass().getSimpleName();
  }
}
