package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.kernel.AccessOrder;
import dev.halyard.engine.kernel.KernelTarget;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.kernel.RowFlow;
import dev.halyard.engine.kernel.RowFlows;
import dev.halyard.engine.kernel.Scratch;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.NodeNeeds;
import dev.halyard.engine.memory.OverlapRule;
import dev.halyard.engine.memory.Placement;
import dev.halyard.engine.memory.Ring;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph made ready for one core: a kernel for every node and an offset for every tensor.
 *
 * @param graph after all passes
 * @param steps the nodes that compute something, in order; views are not among them
 * @param memory the arena
 * @param storage for every tensor that is not constant the name of its buffer in {@code memory}
 * @param segments steps that stream by rows, in order; empty where all tensors lie whole
 */
public record Plan(
    Graph graph,
    List<Step> steps,
    MemoryPlan memory,
    Map<String, String> storage,
    List<Segment> segments) {

  /**
   * One node and the kernel that computes it.
   *
   * @param node of the graph
   * @param use of its kernel
   */
  public record Step(Node node, KernelUse use) {}

  /** Copies lists and map, keeping their order. */
  public Plan {
    steps = List.copyOf(steps);
    segments = List.copyOf(segments);
    storage = Collections.unmodifiableMap(new LinkedHashMap<>(storage));
  }

  /**
   * Returns the plan of a graph for one core in which all tensors lie whole.
   *
   * @throws dev.halyard.engine.diagnostic.CompileException if a node has no kernel
   */
  public static Plan of(Graph graph, InputPolicy inputs) {
    return fitting(graph, inputs, Long.MAX_VALUE);
  }

  /**
   * Returns the fastest plan of a graph for one core whose arena has at most so many bytes: all
   * tensors lie whole if that fits, else segments stream by rows. If nothing fits, the smallest.
   *
   * @param arenaBytes for tensors, rings and scratch memory
   * @throws dev.halyard.engine.diagnostic.CompileException if a node has no kernel
   */
  public static Plan fitting(Graph graph, InputPolicy inputs, long arenaBytes) {
    return fitting(new PlanRequest(graph, inputs, KernelTarget.HOST, Budget.ofArena(arenaBytes)));
  }

  /**
   * Returns the plan that takes the fewest instructions within a budget; the smallest where none is
   * within.
   *
   * @throws dev.halyard.engine.diagnostic.CompileException if a node has no kernel
   */
  public static Plan fitting(PlanRequest request) {
    return PlanSearch.find(request);
  }

  /**
   * Returns the offset of a tensor in the arena, in bytes.
   *
   * @throws IllegalArgumentException if it is constant or not in the graph
   */
  public long offset(String tensor) {
    String buffer = storage.get(tensor);
    if (buffer == null) {
      throw new IllegalArgumentException("tensor '" + tensor + "' is not in the arena");
    }
    return memory.tensorOffset(buffer);
  }

  /** Returns how many rows of a tensor lie in the arena; empty if all of them do. */
  public Optional<Ring> ring(String tensor) {
    String buffer = storage.get(tensor);
    return buffer == null ? Optional.empty() : memory.ring(buffer);
  }

  /** Returns where the scratch of a step lies, by the step's index; empty if it has none. */
  public Optional<Placement> scratch(int step) {
    Scratch scratch = steps.get(step).use().scratch();
    if (scratch.bytes() == 0) {
      return Optional.empty();
    }
    Optional<Segment> segment = scratch.shared() ? Optional.empty() : segmentOf(step);
    return memory.scratch(segment.map(Segment::name).orElse(steps.get(step).node().name()));
  }

  /** Returns how a step can run by rows, by its index; empty if it cannot. */
  public Optional<RowFlow> flow(int step) {
    return RowFlows.of(graph, steps.get(step).node(), steps.get(step).use());
  }

  /** Returns the segment that a step streams in, by its index; empty if it runs at once. */
  public Optional<Segment> segmentOf(int step) {
    return segments.stream().filter(segment -> segment.contains(step)).findFirst();
  }

  /** Returns the multiplications that are added to a sum, of one inference. */
  public long macs() {
    return steps.stream().mapToLong(step -> step.use().macs()).sum();
  }

  /** Returns the instructions of one inference, as predicted. */
  public long instructions() {
    return steps.stream().mapToLong(step -> step.use().cost().instructions()).sum()
        + segments.stream().mapToLong(Segment::extraInstructions).sum();
  }

  /** Returns the instructions of a step, by its index, as predicted. */
  public long instructions(int step) {
    long extra = segmentOf(step).map(s -> s.extras().get(step - s.firstStep())).orElse(0L);
    return steps.get(step).use().cost().instructions() + extra;
  }

  /** Returns the bytes that kernels' arrays take in flash. */
  public long flashBytes() {
    return steps.stream().mapToLong(step -> step.use().cost().flashBytes()).sum();
  }

  /** Returns a table for people: a line per step, then the table of the memory plan. */
  public String toTable() {
    StringBuilder table = new StringBuilder();
    String row = "%4s  %-32s  %-18s  %5s  %6s  %9s  %8s  %12s%n".replace("%n", "\n");
    table.append(
        row.formatted("step", "node", "kernel", "rows", "blocks", "output at", "scratch", "macs"));
    for (int i = 0; i < steps.size(); i++) {
      KernelUse use = steps.get(i).use();
      Node node = steps.get(i).node();
      table.append(
          row.formatted(
              i,
              node.name(),
              use.kernel().module(),
              use.tiles().rows(),
              use.tiles().blocks(),
              offset(node.output()),
              scratch(i).map(Placement::offset).map(String::valueOf).orElse("-"),
              use.macs()));
    }
    segments.forEach(segment -> table.append('\n').append(describe(segment)));
    return table.append('\n').append(memory.toTable()).toString();
  }

  private static String describe(Segment segment) {
    List<String> granules = segment.stages().stream().map(stage -> "" + stage.granule()).toList();
    return "steps %d to %d stream by rows, at a time %s: about %d more instructions\n"
        .formatted(
            segment.firstStep(),
            segment.lastStep(),
            String.join(" ", granules),
            segment.extraInstructions());
  }

  static NodeNeeds needs(KernelUse use) {
    Map<Integer, OverlapRule> overlaps = new HashMap<>();
    use.access().forEach((input, order) -> overlaps.put(input, rule(order)));
    return new NodeNeeds(use.scratch().bytes(), use.scratch().alignment(), overlaps);
  }

  private static OverlapRule rule(AccessOrder order) {
    return order instanceof AccessOrder.Forward forward
        ? new OverlapRule.Behind(forward.distance())
        : new OverlapRule.SameStart();
  }
}
