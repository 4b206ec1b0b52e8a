package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.memory.LiveRanges;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.MemoryPlanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the plan that takes the fewest instructions within a budget, over all kernels, with whole
 * tensors or streaming; the smallest one where none is within.
 */
final class PlanSearch {
  /** Offsets of tensors are multiples of this, so that kernels may read words. */
  private static final int TENSOR_ALIGNMENT = 4;

  /** Plans to make at most, each with less scratch memory than the one before. */
  private static final int ATTEMPTS = 12;

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
    this.kernels = new KernelSearch(request);
    this.flashBytes = flashBytes(request.budget());
  }

  static Plan find(PlanRequest request) {
    return new PlanSearch(request).find();
  }

  static LiveRanges ranges(PlanRequest request, List<KernelUse> uses) {
    return LiveRanges.of(
        request.graph(), request.inputs(), TENSOR_ALIGNMENT, index -> Plan.needs(uses.get(index)));
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
    List<KernelUse> fastest = kernels.fastest(Long.MAX_VALUE, flashBytes).orElseThrow();
    Plan first = whole(fastest);
    long budget = arenaBytes(first);
    if (first.memory().arenaBytes() <= budget) {
      return first;
    }
    List<Plan> plans = new ArrayList<>(List.of(first));
    Set<List<KernelUse>> choices = new LinkedHashSet<>(List.of(fastest));
    narrowed(budget, plans, choices);
    if (budget == request.budget().arena().bytes()) {
      choices.forEach(uses -> plans.add(streamed(uses, budget)));
    }
    return plans.stream()
        .filter(plan -> plan.memory().arenaBytes() <= budget)
        .min(Comparator.comparingLong(Plan::instructions))
        .orElseGet(
            () ->
                plans.stream()
                    .min(Comparator.comparingLong(plan -> plan.memory().arenaBytes()))
                    .orElseThrow());
  }

  /** Returns the bytes that the arena may have. */
  private long arenaBytes(Plan first) {
    Budget budget = request.budget();
    if (budget.arena().isAsked() || budget.optimize() == OptimizeFor.SPEED) {
      return budget.arena().bytes();
    }
    long tensors = first.memory().noOverlapBytes();
    long enough = Math.max(tensors * BALANCED_ARENA / TENTHS, tensors + SCRATCH);
    long least = whole(smallestWithin()).memory().arenaBytes();
    return Math.min(budget.arena().bytes(), Math.max(enough, least));
  }

  /** Adds plans of whole tensors whose kernels want less and less, until one is within. */
  private void narrowed(long budget, List<Plan> plans, Set<List<KernelUse>> choices) {
    long least = kernels.leastBytes();
    long limit = budget;
    for (int i = 0; i < ATTEMPTS && limit >= least; i++) {
      Optional<List<KernelUse>> uses = kernels.fastest(limit, flashBytes);
      if (uses.isEmpty()) {
        break;
      }
      Plan plan = whole(uses.get());
      plans.add(plan);
      choices.add(uses.get());
      if (plan.memory().arenaBytes() <= budget) {
        return;
      }
      limit -= Math.max(1, (limit - least) / 4);
    }
    choices.add(smallestWithin());
    plans.add(whole(smallestWithin()));
  }

  private List<KernelUse> smallestWithin() {
    List<KernelUse> smallest = kernels.smallest();
    long flash = smallest.stream().mapToLong(use -> use.cost().flashBytes()).sum();
    return flash <= flashBytes
        ? smallest
        : kernels
            .fastest(kernels.leastBytes(), flashBytes)
            .orElseGet(() -> kernels.fastest(Long.MAX_VALUE, flashBytes).orElseThrow());
  }

  private Plan whole(List<KernelUse> uses) {
    LiveRanges ranges = ranges(request, uses);
    MemoryPlan memory = MemoryPlanner.plan(ranges.request());
    return new Plan(request.graph(), steps(uses), memory, ranges.storage(), List.of());
  }

  private Plan streamed(List<KernelUse> uses, long budget) {
    LiveRanges ranges = ranges(request, uses);
    StreamGraph streams = StreamGraph.of(request.graph(), request.inputs(), uses, ranges.storage());
    StreamPlanner.Result found = StreamPlanner.plan(streams, ranges.request(), budget);
    return new Plan(
        request.graph(), steps(uses), found.memory(), ranges.storage(), found.segments());
  }

  private List<Plan.Step> steps(List<KernelUse> uses) {
    Graph graph = request.graph();
    List<Plan.Step> steps = new ArrayList<>();
    for (int i = 0; i < uses.size(); i++) {
      if (!LiveRanges.isView(graph, graph.nodes().get(i))) {
        steps.add(new Plan.Step(graph.nodes().get(i), uses.get(i)));
      }
    }
    return steps;
  }
}
