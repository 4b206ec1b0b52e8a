package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.kernel.Scratch;
import dev.halyard.engine.memory.LiveRanges;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.NodeNeeds;
import dev.halyard.engine.memory.StreamedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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
    Plan first = placed(whole(kernels.fastest(Long.MAX_VALUE, flashBytes).orElseThrow()));
    long budget = arenaBytes(first);
    if (first.memory().arenaBytes() <= budget) {
      return first;
    }
    List<Draft> drafts = drafts(budget == request.budget().arena().bytes());
    List<Draft> fitting =
        drafts.stream()
            .filter(draft -> draft.bytes() <= budget)
            .sorted(Comparator.comparingLong(Draft::instructions))
            .toList();
    return Stream.<Function<Draft, Plan>>of(this::placed, draft -> tightened(draft, budget))
        .flatMap(placing -> fitting.stream().map(placing))
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
    long least = placed(smallestWhole()).memory().arenaBytes();
    return Math.min(budget.arena().bytes(), Math.max(enough, least));
  }

  /** Returns the plan with the smallest arena. */
  private Plan smallest(List<Draft> drafts) {
    Draft last = drafts.stream().min(Comparator.comparingLong(Draft::bytes)).orElseThrow();
    return Stream.of(last, smallestWhole())
        .map(draft -> tightened(draft, 0))
        .min(Comparator.comparingLong(plan -> plan.memory().arenaBytes()))
        .orElseThrow();
  }

  private Plan tightened(Draft draft, long arenaBytes) {
    return new Tightening(kernels, flashBytes, this::placed).tightened(draft, arenaBytes);
  }

  /** Returns the kernels that want least of the arena, as far as flash allows. */
  private Draft smallestWhole() {
    Draft smallest = whole(kernels.smallest());
    if (smallest.flashBytes() <= flashBytes) {
      return smallest;
    }
    List<KernelSearch.Choice> choices = kernels.choices(flashBytes);
    return whole(choices.get(choices.size() - 1));
  }

  /** Returns what could be planned, whatever the budget of RAM: more of it is never slower. */
  private List<Draft> drafts(boolean mayStream) {
    List<Draft> drafts = new ArrayList<>();
    kernels.choices(flashBytes).forEach(choice -> drafts.add(whole(choice)));
    if (mayStream) {
      StreamPlanner.cuts(segmentSearch(), flashBytes).forEach(cut -> drafts.add(streamed(cut)));
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

  private Draft whole(KernelSearch.Choice choice) {
    long instructions =
        steps(choice.uses()).stream().mapToLong(s -> s.use().cost().instructions()).sum();
    return new Draft(instructions, choice.bytes(), choice.uses(), List.of(), List.of());
  }

  private Draft streamed(Cut cut) {
    List<KernelUse> uses = new ArrayList<>();
    List<KernelUse> ofSteps = cut.uses();
    int step = 0;
    for (int node = 0; node < request.graph().nodes().size(); node++) {
      uses.add(isView(node) ? kernels.options(node).get(0).use() : ofSteps.get(step++));
    }
    return new Draft(cut.instructions(), cut.bytes(), uses, cut.memory(), cut.segments());
  }

  private Plan placed(Draft draft) {
    LiveRanges ranges = ranges(draft.uses());
    MemoryPlan memory = StreamedRequest.of(ranges.request(), draft.streamed()).plan();
    List<Plan.Step> steps = steps(draft.uses());
    return new Plan(request.graph(), steps, memory, ranges.storage(), draft.segments());
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
