package dev.halyard.engine.pass;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Edits of one graph: {@code replace}, {@code insertBefore}, {@code remove}, and the definition of
 * tensors that they need. The graph itself does not change; {@link #apply} makes a new one, without
 * the tensors that nothing mentions any more.
 */
public final class GraphRewriter {
  private final Graph graph;
  private final Map<String, Tensor> tensors;
  private final List<Node> nodes;
  private boolean edited;

  private GraphRewriter(Graph graph) {
    this.graph = graph;
    this.tensors = new LinkedHashMap<>(graph.tensors());
    this.nodes = new ArrayList<>(graph.nodes());
  }

  /** What a pass does where it finds a node that it is for. */
  @FunctionalInterface
  interface Rule {
    /**
     * Looks at a node and makes the edits, if any.
     *
     * @param graph as it is before the edits
     * @param node of that graph
     * @param edits of that graph, empty so far
     */
    void rewrite(Graph graph, Node node, GraphRewriter edits);
  }

  /** Returns the graph with a rule applied to every node until it finds nothing more to do. */
  static Graph everywhere(Graph graph, Rule rule) {
    GraphRewriter edits = new GraphRewriter(graph);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < edits.graph.nodes().size(); i++) {
        rule.rewrite(edits.graph, edits.graph.nodes().get(i), edits);
        if (edits.edited) {
          edits = new GraphRewriter(edits.apply());
          changed = true;
        }
      }
    }
    return edits.graph;
  }

  /** Returns an empty list of edits. */
  public static GraphRewriter of(Graph graph) {
    return new GraphRewriter(graph);
  }

  /**
   * Tells whether {@link #remove(Node, String)} can do without a node: the other tensor has the
   * type, shape and quantization of the node's output, and where the output is the graph's the
   * other can take its name.
   */
  public static boolean isReplaceable(Graph graph, Node node, String other) {
    Tensor output = graph.output(node);
    Tensor substitute = graph.tensor(other);
    if (substitute.type() != output.type()
        || !substitute.shape().equals(output.shape())
        || !Objects.equals(substitute.quantization(), output.quantization())) {
      return false;
    }
    return !graph.outputs().contains(output.name())
        || (!graph.outputs().contains(other) && graph.producer(other).isPresent());
  }

  /** Adds a tensor, or puts it in the place of the one of that name. */
  public void define(Tensor tensor) {
    tensors.put(tensor.name(), tensor);
    edited = true;
  }

  /** Puts a node in the place of another. */
  public void replace(Node node, Node replacement) {
    nodes.set(indexOf(node), replacement);
    edited = true;
  }

  /** Puts a new node before another. */
  public void insertBefore(Node node, Node inserted) {
    nodes.add(indexOf(node), inserted);
    edited = true;
  }

  /** Removes a node whose output nothing reads any more, or has become a constant. */
  public void remove(Node node) {
    nodes.remove(indexOf(node));
    edited = true;
  }

  /**
   * Removes a node; what read its output reads another tensor. An output of the graph keeps its
   * name: then it is the other tensor that is renamed.
   *
   * @throws IllegalArgumentException if the node is not {@linkplain #isReplaceable replaceable}
   */
  public void remove(Node node, String other) {
    if (!isReplaceable(graph, node, other)) {
      throw new IllegalArgumentException(
          "node '%s' cannot be replaced by tensor '%s'".formatted(node.name(), other));
    }
    remove(node);
    if (graph.outputs().contains(node.output())) {
      rename(other, node.output());
    } else {
      rename(node.output(), other);
    }
  }

  /** Returns a tensor name that is not taken. */
  public String freshName(String wish) {
    String name = wish;
    for (int i = 2; tensors.containsKey(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }

  /** Returns the graph with the edits. */
  public Graph apply() {
    if (!edited) {
      return graph;
    }
    Map<String, Tensor> used = new LinkedHashMap<>();
    graph.inputs().forEach(name -> use(name, used));
    for (Node node : nodes) {
      node.inputs().forEach(name -> use(name, used));
      node.outputs().forEach(name -> use(name, used));
    }
    graph.outputs().forEach(name -> use(name, used));
    return new Graph(graph.name(), graph.inputs(), graph.outputs(), used, nodes);
  }

  private void use(String name, Map<String, Tensor> used) {
    Optional.ofNullable(tensors.get(name)).ifPresent(tensor -> used.put(name, tensor));
  }

  private int indexOf(Node node) {
    int index = nodes.indexOf(node);
    if (index < 0) {
      throw new IllegalArgumentException("node '" + node.name() + "' is not in the graph");
    }
    return index;
  }

  private void rename(String from, String to) {
    nodes.replaceAll(
        node ->
            node.withInputs(renamed(node.inputs(), from, to))
                .withOutputs(renamed(node.outputs(), from, to)));
  }

  private static List<String> renamed(List<String> names, String from, String to) {
    return names.stream().map(name -> name.equals(from) ? to : name).toList();
  }
}
