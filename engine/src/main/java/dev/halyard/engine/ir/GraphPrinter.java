package dev.halyard.engine.ir;

import static java.util.stream.Collectors.joining;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes a graph as text; an invalid one too, so that it can be shown. */
final class GraphPrinter {
  private static final int BYTES_PER_LINE = 32;

  private final Graph graph;
  private final boolean complete;
  private final StringBuilder text = new StringBuilder();
  private final Set<String> declared = new LinkedHashSet<>();
  private final Set<String> withData = new LinkedHashSet<>();

  /**
   * @param complete whether large constants and long lists of scales are written out
   */
  GraphPrinter(Graph graph, boolean complete) {
    this.graph = graph;
    this.complete = complete;
  }

  String print() {
    String inputs = graph.inputs().stream().map(this::declaration).collect(joining(", "));
    text.append(
        "graph %s(%s) -> (%s)\n"
            .formatted(GraphLexer.quote(graph.name()), inputs, names(graph.outputs())));
    declared.addAll(graph.inputs());
    declareUnused();
    graph.nodes().forEach(this::printNode);
    if (complete) {
      withData.forEach(this::printData);
    }
    return text.toString();
  }

  /** Declares what no node makes or reads. */
  private void declareUnused() {
    Set<String> used = new LinkedHashSet<>();
    graph.nodes().forEach(node -> used.addAll(node.inputs()));
    graph.nodes().forEach(node -> used.addAll(node.outputs()));
    graph.tensors().keySet().stream().filter(name -> !used.contains(name)).forEach(this::declare);
  }

  private void printNode(Node node) {
    Set<String> made = Set.copyOf(node.outputs());
    node.inputs().stream().filter(this::isConstant).forEach(this::declare);
    String outputs = node.outputs().stream().map(this::declaration).collect(joining(", "));
    declared.addAll(made);
    String name =
        List.of(node.name()).equals(node.outputs()) ? "" : " " + GraphLexer.quote(node.name());
    text.append(
        "  %s = %s%s(%s)"
            .formatted(outputs, node.operator().builtinName(), name, names(node.inputs())));
    OperatorText.attributes(node.operator())
        .forEach(
            (attribute, value) -> text.append(' ').append(attribute).append('=').append(value));
    text.append('\n');
  }

  private boolean isConstant(String name) {
    Tensor tensor = graph.tensors().get(name);
    return tensor != null && tensor.isConstant();
  }

  private void declare(String name) {
    if (!declared.contains(name)) {
      text.append("  ").append(declaration(name));
      declared.add(name);
      if (isConstant(name)) {
        String value = ConstantText.of(graph.tensor(name));
        text.append(" = ").append(value);
        if (value.equals("data")) {
          withData.add(name);
        }
      }
      text.append('\n');
    }
  }

  private String declaration(String name) {
    Tensor tensor = graph.tensors().get(name);
    if (tensor == null || declared.contains(name)) {
      return GraphLexer.quote(name);
    }
    return "%s: %s%s%s"
        .formatted(
            GraphLexer.quote(name),
            tensor.type().text(),
            tensor.shape(),
            QuantizationText.print(tensor.quantization(), complete));
  }

  private static String names(List<String> names) {
    return names.stream().map(GraphLexer::quote).collect(joining(", "));
  }

  private void printData(String name) {
    byte[] bytes = graph.tensor(name).requireConstant().toBytes();
    text.append("data ").append(GraphLexer.quote(name)).append('\n');
    for (int from = 0; from < bytes.length; from += BYTES_PER_LINE) {
      int to = Math.min(from + BYTES_PER_LINE, bytes.length);
      text.append("  ").append(HexFormat.of().formatHex(bytes, from, to)).append('\n');
    }
  }
}
