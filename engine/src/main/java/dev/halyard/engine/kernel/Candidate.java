package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.op.Operator;
import java.util.Optional;

/**
 * Offers a kernel for nodes with one kind of operator, beside the plain one.
 *
 * @param <T> the operator
 */
@FunctionalInterface
interface Candidate<T extends Operator> {
  /**
   * Returns how the kernel would serve a node that the plain kernel can compute; empty where it may
   * not: the core lacks it, the shape is not served, or a range is not proven.
   */
  Optional<KernelUse> offer(Graph graph, Node node, T operator, KernelTarget target);
}
