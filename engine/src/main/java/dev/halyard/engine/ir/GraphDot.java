package dev.halyard.engine.ir;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A graph as Graphviz text: boxes are nodes with their attributes and constants, ellipses are the
 * graph's inputs and outputs, edges are activations with their type and shape.
 */
public final class GraphDot {
  private final Graph graph;
  private final StringBuilder text = new StringBuilder();

  /** Graphviz identifiers of what makes an activation. */
  private final Map<String, String> producers = new LinkedHashMap<>();

  private GraphDot(Graph graph) {
    this.graph = graph;
  }

  /** Returns text for {@code dot -Tsvg}. */
  public static String print(Graph graph) {
    return new GraphDot(graph).print();
  }

  private String print() {
    text.append("digraph ").append(quote(graph.name())).append(" {\n");
    text.append("  node [shape=box, fontname=monospace]\n  edge [fontname=monospace]\n");
    for (int index = 0; index < graph.inputs().size(); index++) {
      String name = graph.inputs().get(index);
      declareEnd("input" + index, name);
      producers.put(name, "input" + index);
    }
    for (int index = 0; index < graph.nodes().size(); index++) {
      declareNode("node" + index, graph.nodes().get(index));
    }
    for (int index = 0; index < graph.outputs().size(); index++) {
      String name = graph.outputs().get(index);
      declareEnd("output" + index, name);
      edge(name, "output" + index);
    }
    return text.append("}\n").toString();
  }

  private void declareEnd(String id, String tensor) {
    text.append("  %s [shape=ellipse, label=%s]\n".formatted(id, quote(tensor)));
  }

  private void declareNode(String id, Node node) {
    text.append("  %s [label=%s]\n".formatted(id, quote(label(node))));
    node.inputs().forEach(input -> edge(input, id));
    node.outputs().forEach(output -> producers.put(output, id));
  }

  private String label(Node node) {
    String attributes =
        OperatorText.attributes(node.operator()).entrySet().stream()
            .map(attribute -> "\n" + attribute.getKey() + "=" + attribute.getValue())
            .collect(joining());
    String constants =
        node.inputs().stream()
            .filter(input -> !producers.containsKey(input))
            .map(input -> "\n" + input + ": " + description(input))
            .collect(joining());
    return node.operator().builtinName() + " " + node.name() + attributes + constants;
  }

  private void edge(String tensor, String to) {
    String from = producers.get(tensor);
    if (from != null) {
      text.append("  %s -> %s [label=%s]\n".formatted(from, to, quote(description(tensor))));
    }
  }

  private String description(String name) {
    Tensor tensor = graph.tensors().get(name);
    return tensor == null ? "missing" : tensor.type().text() + tensor.shape();
  }

  private static String quote(String label) {
    String escaped = label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }
}
