package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.kernel.RowFlow;
import dev.halyard.engine.kernel.RowFlows;
import dev.halyard.engine.kernel.RowReach;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.memory.LiveRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of a plan as far as streaming is concerned: who reads whose rows. */
final class StreamGraph {
  private final List<StreamStep> steps = new ArrayList<>();
  private final Map<String, Integer> lastReaders = new HashMap<>();
  private final Set<String> lasting = new HashSet<>();

  /**
   * One step.
   *
   * @param nodeIndex in the graph
   * @param name of the node
   * @param hasCarry whether its scratch lasts from call to call
   * @param output its buffer
   * @param inputs buffers that it reads; one that is read twice is there twice
   * @param flow how it runs by rows; empty if it cannot
   */
  record StreamStep(
      int nodeIndex,
      String name,
      boolean hasCarry,
      String output,
      List<Input> inputs,
      Optional<RowFlow> flow) {}

  /**
   * An input.
   *
   * @param index among the node's
   * @param buffer that holds it
   */
  record Input(int index, String buffer) {}

  private StreamGraph() {}

  /**
   * @param uses of kernels, by node
   * @param storage for every tensor that is not constant the name of its buffer
   */
  static StreamGraph of(
      Graph graph, InputPolicy inputs, List<KernelUse> uses, Map<String, String> storage) {
    StreamGraph result = new StreamGraph();
    for (int i = 0; i < uses.size(); i++) {
      Node node = graph.nodes().get(i);
      if (!LiveRanges.isView(graph, node)) {
        result.add(graph, i, uses.get(i), storage);
      }
    }
    graph.outputs().forEach(output -> result.lasting.add(storage.get(output)));
    if (inputs == InputPolicy.KEPT) {
      graph.inputs().forEach(input -> result.lasting.add(storage.get(input)));
    }
    return result;
  }

  private void add(Graph graph, int nodeIndex, KernelUse use, Map<String, String> storage) {
    Node node = graph.nodes().get(nodeIndex);
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      String buffer = storage.get(node.inputs().get(i));
      if (buffer != null) {
        inputs.add(new Input(i, buffer));
        lastReaders.put(buffer, steps.size());
      }
    }
    Optional<RowFlow> flow = RowFlows.of(graph, node, use);
    String output = storage.get(node.output());
    boolean hasCarry = use.scratch().bytes() > 0 && use.scratch().shared();
    steps.add(new StreamStep(nodeIndex, node.name(), hasCarry, output, inputs, flow));
  }

  int size() {
    return steps.size();
  }

  StreamStep step(int index) {
    return steps.get(index);
  }

  /**
   * Returns the last step that reads a buffer: −1 if none does, the number of steps if it lasts to
   * the end.
   */
  int lastReader(String buffer) {
    return lasting.contains(buffer) ? steps.size() : lastReaders.getOrDefault(buffer, -1);
  }

  /** Returns what a step needs of the rows that another makes, both in rows of their tiles. */
  static Stage.Read read(int stage, RowFlow from, RowReach reach) {
    return agree(from, reach)
        ? new Stage.Read(stage, reach.stride(), reach.before(), reach.span(), from.rows())
        : new Stage.Read(stage, 0, 0, from.rows(), from.rows());
  }

  /** Tells whether rows are read as they are made: those of a tensor seen otherwise are not. */
  static boolean agree(RowFlow from, RowReach reach) {
    return !from.endsWhole() && from.output().equals(reach.input());
  }
}
