package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.kernel.Scratch;
import dev.halyard.engine.memory.LiveRanges;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.MemoryPlanner;
import dev.halyard.engine.memory.NodeNeeds;
import dev.halyard.engine.memory.StreamedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the plan that takes the fewest instructions within a budget, over all kernels, with whole
 * tensors or streaming; the smallest one where none is within.
 */
final class PlanSearch {
  /** Offsets of tensors are multiples of this, so that kernels may read words. */
  private static final int TENSOR_ALIGNMENT = 4;

  /** What faster kernels may take of flash: plain ones take 10. */
  private static final int BALANCED_FLASH = 13;

  /** What their scratch memory may take: tensors that do not overlap take 10. */
  private static final int BALANCED_ARENA = 11;

  private static final int TENTHS = 10;

  /** What it may take in any case. */
  private static final int SCRATCH = 512;

  private final PlanRequest request;
  private final KernelSearch kernels;
  private final long flashBytes;

  /**
   * A plan whose buffers have no offsets yet: finding them takes long.
   *
   * @param instructions of an inference
   * @param bytes that the arena has at least
   * @param placed the plan
   */
  private record Draft(long instructions, long bytes, Supplier<Plan> placed) {}

  private PlanSearch(PlanRequest request) {
    this.request = request;
    this.kernels = new KernelSearch(request, this::ranges);
    this.flashBytes = flashBytes(request.budget());
  }

  static Plan find(PlanRequest request) {
    return new PlanSearch(request).find();
  }

  private long flashBytes(Budget budget) {
    long least = kernels.leastFlashBytes();
    long most = budget.flash().bytes();
    if (budget.optimize() == OptimizeFor.SIZE) {
      return least;
    }
    if (budget.optimize() == OptimizeFor.BALANCED && !budget.flash().isAsked()) {
      most = Math.min(most, kernels.plainFlashBytes() * BALANCED_FLASH / TENTHS);
    }
    return Math.max(least, most);
  }

  private Plan find() {
    Plan first = whole(kernels.fastest(Long.MAX_VALUE, flashBytes).orElseThrow().uses());
    long budget = arenaBytes(first);
    if (first.memory().arenaBytes() <= budget) {
      return first;
    }
    List<Draft> drafts = drafts(budget == request.budget().arena().bytes());
    return drafts.stream()
        .filter(draft -> draft.bytes() <= budget)
        .sorted(Comparator.comparingLong(Draft::instructions))
        .map(draft -> draft.placed().get())
        .filter(plan -> plan.memory().arenaBytes() <= budget)
        .findFirst()
        .orElseGet(() -> smallest(drafts));
  }

  /** Returns the bytes that the arena may have. */
  private long arenaBytes(Plan first) {
    Budget budget = request.budget();
    if (budget.arena().isAsked() || budget.optimize() == OptimizeFor.SPEED) {
      return budget.arena().bytes();
    }
    long tensors = first.memory().noOverlapBytes();
    long enough = Math.max(tensors * BALANCED_ARENA / TENTHS, tensors + SCRATCH);
    long least = whole(smallestWhole().uses()).memory().arenaBytes();
    return Math.min(budget.arena().bytes(), Math.max(enough, least));
  }

  /** Returns the plan with the smallest arena. */
  private Plan smallest(List<Draft> drafts) {
    Draft last = drafts.stream().min(Comparator.comparingLong(Draft::bytes)).orElseThrow();
    return Stream.of(last.placed().get(), whole(smallestWhole().uses()))
        .min(Comparator.comparingLong(plan -> plan.memory().arenaBytes()))
        .orElseThrow();
  }

  /** Returns the kernels that want least of the arena, as far as flash allows. */
  private KernelSearch.Choice smallestWhole() {
    KernelSearch.Choice smallest = kernels.smallest();
    long flash = smallest.uses().stream().mapToLong(use -> use.cost().flashBytes()).sum();
    if (flash <= flashBytes) {
      return smallest;
    }
    List<KernelSearch.Choice> choices = kernels.choices(flashBytes);
    return choices.get(choices.size() - 1);
  }

  /** Returns what could be planned, whatever the budget of RAM: more of it is never slower. */
  private List<Draft> drafts(boolean mayStream) {
    List<Draft> drafts = new ArrayList<>();
    for (KernelSearch.Choice choice : kernels.choices(flashBytes)) {
      List<Plan.Step> steps = steps(choice.uses());
      long instructions = steps.stream().mapToLong(s -> s.use().cost().instructions()).sum();
      drafts.add(new Draft(instructions, choice.bytes(), () -> whole(choice.uses())));
    }
    if (mayStream) {
      for (Cut cut : StreamPlanner.cuts(segmentSearch(), flashBytes)) {
        drafts.add(new Draft(cut.instructions(), cut.bytes(), () -> streamed(cut)));
      }
    }
    return drafts;
  }

  private SegmentSearch segmentSearch() {
    Graph graph = request.graph();
    List<KernelUse> uses = new ArrayList<>();
    List<StepKernels> stepKernels = new ArrayList<>();
    for (int node = 0; node < graph.nodes().size(); node++) {
      uses.add(kernels.options(node).get(0).use());
      if (!isView(node)) {
        stepKernels.add(new StepKernels(graph, graph.nodes().get(node), kernels.options(node)));
      }
    }
    LiveRanges tensors = ranges(index -> withoutScratch(uses.get(index)));
    StreamGraph steps = StreamGraph.of(graph, request.inputs(), uses, tensors.storage());
    return new SegmentSearch(steps, tensors.request(), stepKernels);
  }

  /** Returns the needs of a kernel but for scratch memory that other kernels may want too. */
  private static NodeNeeds withoutScratch(KernelUse use) {
    NodeNeeds needs = Plan.needs(use);
    Scratch scratch = use.scratch();
    return scratch.shared() ? needs : new NodeNeeds(0, 1, needs.overlaps());
  }

  private LiveRanges ranges(List<KernelUse> uses) {
    return ranges(index -> Plan.needs(uses.get(index)));
  }

  private LiveRanges ranges(NodeNeeds.Table needs) {
    return LiveRanges.of(request.graph(), request.inputs(), TENSOR_ALIGNMENT, needs);
  }

  private Plan whole(List<KernelUse> uses) {
    LiveRanges ranges = ranges(uses);
    MemoryPlan memory = MemoryPlanner.plan(ranges.request());
    return new Plan(request.graph(), steps(uses), memory, ranges.storage(), List.of());
  }

  private Plan streamed(Cut cut) {
    List<KernelUse> uses = new ArrayList<>();
    int step = 0;
    for (int node = 0; node < request.graph().nodes().size(); node++) {
      uses.add(isView(node) ? kernels.options(node).get(0).use() : cut.uses().get(step++));
    }
    LiveRanges ranges = ranges(uses);
    MemoryPlan memory = StreamedRequest.of(ranges.request(), cut.memory()).plan();
    return new Plan(request.graph(), steps(uses), memory, ranges.storage(), cut.segments());
  }

  private List<Plan.Step> steps(List<KernelUse> uses) {
    List<Plan.Step> steps = new ArrayList<>();
    for (int node = 0; node < uses.size(); node++) {
      if (!isView(node)) {
        steps.add(new Plan.Step(request.graph().nodes().get(node), uses.get(node)));
      }
    }
    return steps;
  }

  private boolean isView(int node) {
    return LiveRanges.isView(request.graph(), request.graph().nodes().get(node));
  }
}
