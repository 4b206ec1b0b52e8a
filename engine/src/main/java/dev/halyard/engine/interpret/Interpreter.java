package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a graph, node by node. */
public final class Interpreter {
  private final Graph graph;
  private final Map<String, TensorValue> values = new HashMap<>();

  private Interpreter(Graph graph) {
    this.graph = graph;
  }

  /**
   * Computes the outputs of a graph.
   *
   * @param graph one that the verifier accepts
   * @param inputs one for each graph input, by name, of its type and shape
   * @param observer told of every node's output
   * @return one for each graph output, by name, in the graph's order
   * @throws IllegalArgumentException if an input is missing, unknown, or of another type or shape
   */
  public static Map<String, TensorValue> run(
      Graph graph, Map<String, TensorValue> inputs, InterpreterObserver observer) {
    Interpreter interpreter = new Interpreter(graph);
    interpreter.setInputs(inputs);
    interpreter.setConstants();
    for (Node node : graph.nodes()) {
      observer.computed(node, interpreter.compute(node));
    }
    return interpreter.outputs();
  }

  /** Computes the outputs of a graph that nobody observes. */
  public static Map<String, TensorValue> run(Graph graph, Map<String, TensorValue> inputs) {
    return run(graph, inputs, InterpreterObserver.NONE);
  }

  private void setInputs(Map<String, TensorValue> inputs) {
    for (String name : inputs.keySet()) {
      if (!graph.inputs().contains(name)) {
        throw new IllegalArgumentException(
            "graph '%s' has no input '%s'; it has %s"
                .formatted(graph.name(), name, graph.inputs()));
      }
    }
    for (Tensor input : graph.inputTensors()) {
      TensorValue value = inputs.get(input.name());
      if (value == null) {
        throw new IllegalArgumentException("input '" + input.name() + "' has no value");
      }
      if (value.type() != input.type() || !value.shape().equals(input.shape())) {
        throw new IllegalArgumentException(
            "input '%s' is %s %s; accepted: %s %s"
                .formatted(
                    input.name(),
                    value.type().text(),
                    value.shape(),
                    input.type().text(),
                    input.shape()));
      }
      values.put(input.name(), value);
    }
  }

  private void setConstants() {
    for (Tensor tensor : graph.tensors().values()) {
      if (tensor.isConstant()) {
        values.put(tensor.name(), TensorValue.of(tensor));
      }
    }
  }

  private TensorValue compute(Node node) {
    TensorValue output = Evaluators.evaluate(new Evaluation(graph, node, values));
    values.put(node.output(), output);
    return output;
  }

  private Map<String, TensorValue> outputs() {
    Map<String, TensorValue> outputs = new LinkedHashMap<>();
    graph.outputs().forEach(name -> outputs.put(name, values.get(name)));
    return outputs;
  }
}
