package dev.halyard.engine.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks what every graph between importer and code generator is relied on to be.
 *
 * <ul>
 *   <li>Edges: every name that a node or the graph mentions is a tensor; every tensor is mentioned.
 *   <li>Producers: an activation is a graph input or made by exactly one node, before it is read; a
 *       constant is neither. Node names are unique.
 *   <li>Operators: number of operands, shapes, element types and quantization are as the Javadoc of
 *       the operator says.
 * </ul>
 */
public final class GraphVerifier {
  private final Graph graph;
  private final List<String> problems = new ArrayList<>();

  private GraphVerifier(Graph graph) {
    this.graph = graph;
  }

  /**
   * Checks a graph.
   *
   * @throws VerificationError with everything that is wrong
   */
  public static void verify(Graph graph) {
    List<String> problems = problems(graph);
    if (!problems.isEmpty()) {
      throw new VerificationError(problems);
    }
  }

  /** Returns everything that is wrong; operators are looked at only where the edges are right. */
  public static List<String> problems(Graph graph) {
    GraphVerifier verifier = new GraphVerifier(graph);
    verifier.checkTensors();
    verifier.checkBoundary();
    verifier.checkNodes();
    verifier.checkUse();
    if (verifier.problems.isEmpty()) {
      for (Node node : graph.nodes()) {
        verifier.problems.addAll(OperatorRules.problems(graph, node));
      }
    }
    return List.copyOf(verifier.problems);
  }

  private void checkTensors() {
    graph
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!name.equals(tensor.name())) {
                report("tensor '%s' is listed as '%s'", tensor.name(), name);
              }
              checkQuantization(tensor);
            });
  }

  private void checkQuantization(Tensor tensor) {
    Quantization quantization = tensor.quantization();
    if (quantization == null || quantization.isPerTensor()) {
      return;
    }
    int axis = quantization.axis();
    int scales = quantization.scales().size();
    if (axis < 0 || axis >= tensor.shape().rank() || tensor.shape().dimension(axis) != scales) {
      report(
          "tensor '%s' %s has %d scales along axis %d",
          tensor.name(), tensor.shape(), scales, axis);
    }
  }

  private void checkBoundary() {
    if (graph.outputs().isEmpty()) {
      report("graph '%s' has no output", graph.name());
    }
    Set<String> seen = new HashSet<>();
    for (String input : graph.inputs()) {
      requireTensor("graph input", input);
      if (!seen.add(input)) {
        report("graph input '%s' is listed twice", input);
      }
      if (isConstant(input)) {
        report("graph input '%s' is a constant", input);
      }
    }
    graph.outputs().forEach(output -> requireTensor("graph output", output));
  }

  private void checkNodes() {
    Set<String> names = new HashSet<>();
    Set<String> available = new HashSet<>(graph.inputs());
    for (Node node : graph.nodes()) {
      if (!names.add(node.name())) {
        report("two nodes are named '%s'", node.name());
      }
      node.inputs().forEach(input -> checkRead(node, input, available));
      node.outputs().forEach(output -> checkMade(node, output, available));
    }
    for (String output : graph.outputs()) {
      if (graph.tensors().containsKey(output)
          && !isConstant(output)
          && !available.contains(output)) {
        report("graph output '%s' is made by no node", output);
      }
    }
  }

  private void checkRead(Node node, String input, Set<String> available) {
    if (!graph.tensors().containsKey(input)) {
      report("node '%s' reads '%s', which is not a tensor", node.name(), input);
    } else if (!isConstant(input) && !available.contains(input)) {
      report(
          "node '%s' reads '%s' before %s",
          node.name(),
          input,
          graph.producer(input).map(p -> "node '" + p.name() + "' makes it").orElse("it is made"));
    }
  }

  private void checkMade(Node node, String output, Set<String> available) {
    if (!graph.tensors().containsKey(output)) {
      report("node '%s' makes '%s', which is not a tensor", node.name(), output);
    } else if (isConstant(output)) {
      report("node '%s' makes '%s', which is a constant", node.name(), output);
    } else if (!available.add(output)) {
      report("node '%s' makes '%s', which is made already", node.name(), output);
    }
  }

  private void checkUse() {
    Set<String> used = new HashSet<>(graph.inputs());
    used.addAll(graph.outputs());
    for (Node node : graph.nodes()) {
      used.addAll(node.inputs());
      used.addAll(node.outputs());
    }
    for (String name : graph.tensors().keySet()) {
      if (!used.contains(name)) {
        report("tensor '%s' is used by nothing", name);
      }
    }
  }

  private void requireTensor(String what, String name) {
    if (!graph.tensors().containsKey(name)) {
      report("%s '%s' is not a tensor", what, name);
    }
  }

  private boolean isConstant(String name) {
    Tensor tensor = graph.tensors().get(name);
    return tensor != null && tensor.isConstant();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  private void report(String format, Object... arguments) {
    problems.add(format.formatted(arguments));
  }
}
