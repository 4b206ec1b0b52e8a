package dev.halyard.engine.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A neural network: tensors, and nodes in an order in which they can be executed.
 *
 * <p>Immutable. What makes a graph valid (edges exist, one producer each, shapes agree with
 * operators) is checked by GraphVerifier.
 *
 * @param name of the model, an identifier-like file stem
 * @param inputs names of the tensors that a user sets
 * @param outputs names of the tensors that a user reads
 * @param tensors by name, in the order of first use
 * @param nodes in execution order
 */
public record Graph(
    String name,
    List<String> inputs,
    List<String> outputs,
    Map<String, Tensor> tensors,
    List<Node> nodes) {

  /** Copies lists and map, keeping their order. */
  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    nodes = List.copyOf(nodes);
  }

  /**
   * Returns the tensor of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Tensor tensor(String tensorName) {
    Tensor tensor = tensors.get(tensorName);
    if (tensor == null) {
      throw new IllegalArgumentException("graph '" + name + "' has no tensor '" + tensorName + "'");
    }
    return tensor;
  }

  /** Returns input {@code index} of {@code node}. */
  public Tensor input(Node node, int index) {
    return tensor(node.inputs().get(index));
  }

  /** Returns the single output of {@code node}. */
  public Tensor output(Node node) {
    return tensor(node.output());
  }

  /** Returns the node that makes a tensor; empty for inputs and constants. */
  public Optional<Node> producer(String tensorName) {
    return nodes.stream().filter(node -> node.outputs().contains(tensorName)).findFirst();
  }

  /** Returns the nodes that read a tensor, in execution order. */
  public List<Node> consumers(String tensorName) {
    return nodes.stream().filter(node -> node.inputs().contains(tensorName)).toList();
  }

  /** Returns the tensors that a user sets. */
  public List<Tensor> inputTensors() {
    return inputs.stream().map(this::tensor).toList();
  }

  /** Returns the tensors that a user reads. */
  public List<Tensor> outputTensors() {
    return outputs.stream().map(this::tensor).toList();
  }
}
