package dev.halyard.engine.pass;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;

/**
 * {@code operator(constants) => constant}.
 *
 * <p>Shapes and layout: any.
 *
 * <p>Element types and quantization: any; the value is what the interpreter computes.
 *
 * <p>Fires for every operator whose inputs are all constant; does not fire where the output is the
 * graph's, which stays an activation.
 *
 * <p>Preserves every bit, since the interpreter is what kernels are held to. Source: the definition
 * of the operator folded.
 */
public final class FoldConstants implements Pass {
  @Override
  public Graph run(Graph graph) {
    return GraphRewriter.everywhere(graph, FoldConstants::rewrite);
  }

  private static void rewrite(Graph graph, Node node, GraphRewriter edits) {
    boolean known = node.inputs().stream().allMatch(name -> graph.tensor(name).isConstant());
    if (known && !graph.outputs().contains(node.output())) {
      edits.define(graph.output(node).withConstant(Trial.constantOutput(graph, node)));
      edits.remove(node);
    }
  }
}
