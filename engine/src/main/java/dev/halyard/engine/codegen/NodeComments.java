package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import java.util.Locale;
import java.util.stream.Collectors;

/** Nodes in words. */
final class NodeComments {
  private NodeComments() {}

  /** Returns, for example, {@code conv1: conv_2d int8 [1,28,28,1] -> [1,14,14,8], 3x3 stride 2}. */
  static String describe(Graph graph, StepCode step) {
    Node node = step.step().node();
    String operator = node.operator().builtinName().toLowerCase(Locale.ROOT);
    String kernel = step.step().use().kernel().module();
    String inputs =
        node.inputs().stream()
            .map(graph::tensor)
            .filter(tensor -> !tensor.isConstant())
            .map(tensor -> tensor.shape().toString())
            .collect(Collectors.joining(", "));
    Tensor first = graph.input(node, 0);
    Tensor output = graph.output(node);
    String change = first.type() == output.type() ? "" : output.type().text() + " ";
    String attributes = step.code().attributes();
    return RustText.comment(node.name())
        + ": %s %s %s -> %s%s"
            .formatted(operator, first.type().text(), inputs, change, output.shape())
        + (attributes.isEmpty() ? "" : ", " + attributes)
        + (kernel.equals(operator) ? "" : " (by " + kernel + ")");
  }
}
