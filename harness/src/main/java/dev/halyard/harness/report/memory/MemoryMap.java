package dev.halyard.harness.report.memory;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.memory.Buffer;
import dev.halyard.engine.memory.MemoryUse;
import dev.halyard.engine.memory.Placement;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.Segment;
import dev.halyard.targets.Board;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plan in the arena of a board; a step is a node of the graph.
 *
 * @param plan what is shown
 * @param board whose RAM it is planned for
 * @param budget most bytes that the arena may have, at least 1
 * @param use of the plan's memory
 * @param areas in the order of time, then of addresses
 */
public record MemoryMap(Plan plan, Board board, long budget, MemoryUse use, List<Area> areas) {

  /** What a part of the arena is for. */
  public enum Kind {
    /** What the user sets before an inference. */
    INPUT,
    /** What the user reads after it. */
    OUTPUT,
    /** A whole tensor between two steps. */
    TENSOR,
    /** Those rows of a tensor that are still needed. */
    RING,
    /** Working memory of one step. */
    SCRATCH,
    /** Another name and shape for the bytes of a tensor. */
    VIEW;

    /** Returns the word for it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A part of the arena with one purpose.
   *
   * @param kind what it is for
   * @param label the node that makes it, or whose scratch it is; the name of an input
   * @param tensor its whole name; the node's for scratch
   * @param placement where the bytes lie
   * @param firstStep from which on it is this; a view's is later than its buffer's
   */
  public record Area(Kind kind, String label, String tensor, Placement placement, int firstStep) {

    /** Returns the last step in which it is wanted. */
    public int lastStep() {
      return placement.buffer().lastStep();
    }

    /** Returns its rows as text, {@code 3 of 49}; a dash where all rows are there. */
    public String rows() {
      return placement.buffer().ring().map(ring -> ring.kept() + " of " + ring.rows()).orElse("–");
    }
  }

  /** Copies the list. */
  public MemoryMap {
    areas = List.copyOf(areas);
  }

  /** Returns the map of a plan. */
  public static MemoryMap of(Plan plan, Board board, long budget) {
    Map<String, Integer> makers = new HashMap<>();
    for (int step = 0; step < plan.graph().nodes().size(); step++) {
      for (String output : plan.graph().nodes().get(step).outputs()) {
        makers.put(output, step);
      }
    }
    List<Area> areas = new ArrayList<>();
    Map<String, Placement> tensors = new HashMap<>();
    for (Placement placement : plan.memory().placements()) {
      areas.add(area(plan.graph(), placement, makers));
      if (placement.buffer().isTensor()) {
        tensors.put(placement.buffer().name(), placement);
      }
    }
    plan.storage()
        .forEach(
            (tensor, buffer) -> {
              Placement placement = tensors.get(buffer);
              if (placement != null && !tensor.equals(buffer)) {
                int step = makers.getOrDefault(tensor, 0);
                String node = plan.graph().nodes().get(step).name();
                areas.add(new Area(Kind.VIEW, node, tensor, placement, step));
              }
            });
    areas.sort(
        Comparator.comparingInt(Area::firstStep).thenComparing(area -> area.placement().offset()));
    return new MemoryMap(plan, board, budget, MemoryUse.of(plan.memory()), areas);
  }

  private static Area area(Graph graph, Placement placement, Map<String, Integer> makers) {
    Buffer buffer = placement.buffer();
    Integer maker = makers.get(buffer.name());
    String label =
        buffer.isTensor() && maker != null ? graph.nodes().get(maker).name() : buffer.name();
    return new Area(kind(graph, buffer), label, buffer.name(), placement, buffer.firstStep());
  }

  private static Kind kind(Graph graph, Buffer buffer) {
    if (!buffer.isTensor()) {
      return Kind.SCRATCH;
    }
    if (buffer.ring().isPresent()) {
      return Kind.RING;
    }
    if (graph.inputs().contains(buffer.name())) {
      return Kind.INPUT;
    }
    return graph.outputs().contains(buffer.name()) ? Kind.OUTPUT : Kind.TENSOR;
  }

  /** Returns the names of the steps. */
  public List<String> steps() {
    return plan.graph().nodes().stream().map(Node::name).toList();
  }

  /** Returns the step that takes most, for example {@code step 3 'conv1'}. */
  public String peak() {
    int step = use.peakStep();
    return steps().isEmpty() ? "no step" : "step " + step + " '" + steps().get(step) + "'";
  }

  /**
   * Returns the step that takes most; of a segment that streams, all steps that take as much one
   * after the other, because they take turns.
   */
  public StepRange peakSteps() {
    int step = use.peakStep();
    return streams().stream()
        .filter(range -> range.first() <= step && step <= range.last())
        .findFirst()
        .map(range -> new StepRange(step, lastLike(step, range.last())))
        .orElse(new StepRange(step, step));
  }

  private int lastLike(int step, int end) {
    int last = step;
    while (last < end && use.stepBytes().get(last + 1).equals(use.stepBytes().get(step))) {
      last++;
    }
    return last;
  }

  /** Returns what outlives a step. */
  String lasting() {
    return plan.segments().isEmpty() ? "whole tensors" : "tensors and rings";
  }

  /** Returns the bytes that are too many, negative where there is room. */
  public long excess() {
    return plan.memory().arenaBytes() - budget;
  }

  /** Returns the first and last step of each segment that streams by rows. */
  public List<StepRange> streams() {
    return plan.segments().stream().map(this::range).toList();
  }

  /**
   * Steps one after the other.
   *
   * @param first of them
   * @param last of them, included
   */
  public record StepRange(int first, int last) {}

  /** A segment counts the steps that compute something; views are steps here. */
  private StepRange range(Segment segment) {
    return new StepRange(node(segment.firstStep()), node(segment.lastStep()));
  }

  private int node(int step) {
    return plan.graph().nodes().indexOf(plan.steps().get(step).node());
  }
}
