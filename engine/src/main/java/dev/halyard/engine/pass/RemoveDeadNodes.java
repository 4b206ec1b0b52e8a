package dev.halyard.engine.pass;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code f(x) => nothing} where no output of the graph depends on it.
 *
 * <p>Shapes and layout: any.
 *
 * <p>Element types and quantization: any.
 *
 * <p>Fires for every such node and for the tensors that only it used; the graph's inputs stay, also
 * those that nothing reads.
 *
 * <p>Preserves every bit, since no operator has a side effect.
 */
public final class RemoveDeadNodes implements Pass {
  @Override
  public Graph run(Graph graph) {
    Set<String> needed = new HashSet<>(graph.outputs());
    GraphRewriter edits = GraphRewriter.of(graph);
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(node.inputs());
      } else {
        edits.remove(node);
      }
    }
    return edits.apply();
  }
}
