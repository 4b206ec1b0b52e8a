package dev.halyard.engine.memory;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Reshape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which bytes of a graph are wanted when: step i is node i.
 *
 * <p>A reshape is a view: its output is another name for its input's buffer. Constants have no
 * buffer. The graph's outputs live to the end; its inputs live from the start.
 *
 * @param request buffers named after the first tensor in them, and scratch named after its node
 * @param storage for every tensor that is not constant the name of its buffer
 */
public record LiveRanges(MemoryRequest request, Map<String, String> storage) {

  /** Copies the map, keeping its order. */
  public LiveRanges {
    storage = Collections.unmodifiableMap(new LinkedHashMap<>(storage));
  }

  /**
   * Returns the live ranges of a graph.
   *
   * @param inputs whether input memory may be reused
   * @param alignment of every tensor at least, a power of two; elements are aligned to their size
   *     in any case
   * @param needs of the nodes' kernels
   */
  public static LiveRanges of(
      Graph graph, InputPolicy inputs, int alignment, NodeNeeds.Table needs) {
    return new Builder(graph, inputs, alignment, needs).build();
  }

  /** Tells whether a node only gives another name to its input's bytes, and so needs no kernel. */
  public static boolean isView(Graph graph, Node node) {
    return node.operator() instanceof Reshape && !graph.input(node, 0).isConstant();
  }

  private static final class Builder {
    private final Graph graph;
    private final int alignment;
    private final NodeNeeds.Table needs;
    private final int lastStep;
    private final Map<String, String> storage = new LinkedHashMap<>();
    private final Map<String, Integer> firstSteps = new LinkedHashMap<>();
    private final Map<String, Integer> lastSteps = new HashMap<>();
    private final Set<String> lasting = new HashSet<>();

    Builder(Graph graph, InputPolicy inputs, int alignment, NodeNeeds.Table needs) {
      this.graph = graph;
      this.alignment = alignment;
      this.needs = needs;
      this.lastStep = Math.max(0, graph.nodes().size() - 1);
      graph.inputs().forEach(name -> define(name, 0));
      for (int step = 0; step < graph.nodes().size(); step++) {
        visit(graph.nodes().get(step), step);
      }
      if (inputs == InputPolicy.KEPT) {
        graph.inputs().forEach(this::keepToTheEnd);
      }
      graph.outputs().forEach(this::keepToTheEnd);
    }

    private void visit(Node node, int step) {
      if (isView(graph, node)) {
        storage.put(node.output(), storageOf(node.inputs().get(0)));
        return;
      }
      for (String input : node.inputs()) {
        if (storage.containsKey(input)) {
          lastSteps.put(storageOf(input), step);
        }
      }
      node.outputs().forEach(output -> define(output, step));
    }

    private void define(String tensor, int step) {
      storage.put(tensor, tensor);
      firstSteps.put(tensor, step);
      lastSteps.put(tensor, step);
    }

    private void keepToTheEnd(String tensor) {
      if (storage.containsKey(tensor)) {
        lasting.add(storageOf(tensor));
        lastSteps.put(storageOf(tensor), lastStep);
      }
    }

    private String storageOf(String tensor) {
      String buffer = storage.get(tensor);
      if (buffer == null) {
        throw new IllegalArgumentException("tensor '" + tensor + "' is read before it is made");
      }
      return buffer;
    }

    LiveRanges build() {
      List<Buffer> buffers = tensorBuffers();
      List<Overlap> overlaps = new ArrayList<>();
      for (int step = 0; step < graph.nodes().size(); step++) {
        Node node = graph.nodes().get(step);
        if (isView(graph, node)) {
          continue;
        }
        NodeNeeds need = needs.of(step);
        if (need.scratchBytes() > 0) {
          buffers.add(
              Buffer.scratch(node.name(), need.scratchBytes(), need.scratchAlignment(), step));
        }
        addOverlaps(node, step, need, overlaps);
      }
      return new LiveRanges(new MemoryRequest(buffers, overlaps), storage);
    }

    private List<Buffer> tensorBuffers() {
      List<Buffer> buffers = new ArrayList<>();
      for (String name : firstSteps.keySet()) {
        Tensor tensor = graph.tensor(name);
        buffers.add(
            new Buffer(
                name,
                tensor.byteCount(),
                Math.max(alignment, tensor.type().bytes()),
                step(firstSteps, name),
                step(lastSteps, name),
                Buffer.Kind.TENSOR));
      }
      return buffers;
    }

    private static int step(Map<String, Integer> steps, String name) {
      return steps.getOrDefault(name, 0);
    }

    private void addOverlaps(Node node, int step, NodeNeeds need, List<Overlap> overlaps) {
      Map<String, Set<OverlapRule>> rules = new LinkedHashMap<>();
      Set<String> excluded = new HashSet<>(lasting);
      for (int i = 0; i < node.inputs().size(); i++) {
        String buffer = storage.get(node.inputs().get(i));
        if (buffer == null) {
          continue;
        }
        OverlapRule rule = need.overlaps().get(i);
        if (rule == null) {
          excluded.add(buffer);
        } else {
          rules.computeIfAbsent(buffer, key -> new HashSet<>()).add(rule);
        }
      }
      rules.forEach(
          (buffer, found) -> {
            boolean dies = step(lastSteps, buffer) == step;
            if (dies && !excluded.contains(buffer) && found.size() == 1) {
              overlaps.add(new Overlap(node.output(), buffer, found.iterator().next()));
            }
          });
    }
  }
}
