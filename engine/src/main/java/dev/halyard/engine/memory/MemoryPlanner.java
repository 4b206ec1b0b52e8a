package dev.halyard.engine.memory;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds a small arena: several greedy orders first, then a hill climb over orders that moves what
 * stands at the top, until a lower bound is met or the budget is spent.
 *
 * <p>Deterministic: the same request gives the same plan. Every plan is checked before it is
 * returned.
 */
public final class MemoryPlanner {
  private static final long SEED = 0x48414c59415244L;

  /** Buffers placed in all layouts of the climb together, unless the caller says otherwise. */
  private static final int PLACEMENTS = 100_000;

  /** After so many steps without improvement the climb starts again from the best order. */
  private static final int PATIENCE = 100;

  private final ConflictTable table;
  private final Extent lowerBound;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private int budget;
  private int[] bestOrder;
  private Layout best;

  private MemoryPlanner(MemoryRequest request, int budget) {
    this.table = new ConflictTable(request);
    this.lowerBound = Extent.lowerBound(request);
    this.budget = budget;
    this.bestOrder = IntStream.range(0, table.size()).toArray();
    this.best = Layout.of(table, bestOrder, Layout.Fit.FIRST);
  }

  /** Returns a plan, with a budget that keeps the time of large requests in bounds. */
  public static MemoryPlan plan(MemoryRequest request) {
    return plan(request, PLACEMENTS / Math.max(25, request.buffers().size()));
  }

  /**
   * Returns a plan.
   *
   * @param budget layouts to try at most after the greedy ones, at least 0
   */
  public static MemoryPlan plan(MemoryRequest request, int budget) {
    MemoryPlanner planner = new MemoryPlanner(request, budget);
    planner.tryGreedyOrders();
    planner.climb();
    return planner.toPlan(request);
  }

  private void tryGreedyOrders() {
    Comparator<Integer> bySize = Comparator.comparingLong(i -> -table.buffer(i).bytes());
    Comparator<Integer> byLifetime = Comparator.comparingInt(i -> -lifetime(i));
    Comparator<Integer> byArea =
        Comparator.comparingLong(i -> -table.buffer(i).bytes() * lifetime(i));
    Comparator<Integer> byStep = Comparator.comparingInt(i -> table.buffer(i).firstStep());
    Comparator<Integer> tensorsFirst = Comparator.comparing(i -> !table.buffer(i).isTensor());
    List<Comparator<Integer>> orders =
        List.of(bySize, byLifetime.thenComparing(bySize), byArea, byStep, byStep.reversed());
    for (Comparator<Integer> order : orders) {
      for (Layout.Fit fit : Layout.Fit.values()) {
        tryOrder(sorted(order), fit);
        tryOrder(sorted(tensorsFirst.thenComparing(order)), fit);
      }
    }
  }

  private void tryOrder(int[] order, Layout.Fit fit) {
    keepIfBetter(order, Layout.of(table, order, fit));
  }

  private int lifetime(int index) {
    return table.buffer(index).lastStep() - table.buffer(index).firstStep() + 1;
  }

  private int[] sorted(Comparator<Integer> order) {
    return IntStream.range(0, table.size()).boxed().sorted(order).mapToInt(i -> i).toArray();
  }

  private void climb() {
    int[] order = bestOrder;
    Layout layout = best;
    int patience = PATIENCE;
    while (budget-- > 0 && best.extent().compareTo(lowerBound) > 0) {
      int[] next = neighbour(order, layout);
      Layout nextLayout = Layout.of(table, next, anyFit());
      if (nextLayout.extent().compareTo(layout.extent()) <= 0) {
        order = next;
        layout = nextLayout;
      }
      patience = keepIfBetter(next, nextLayout) ? PATIENCE : patience - 1;
      if (patience == 0) {
        order = shuffled(bestOrder);
        layout = Layout.of(table, order, Layout.Fit.FIRST);
        patience = PATIENCE;
      }
    }
  }

  private Layout.Fit anyFit() {
    return random.nextInt(4) == 0 ? Layout.Fit.BEST : Layout.Fit.FIRST;
  }

  private boolean keepIfBetter(int[] order, Layout layout) {
    if (layout.extent().compareTo(best.extent()) >= 0) {
      return false;
    }
    bestOrder = order;
    best = layout;
    return true;
  }

  /** Returns the order with a buffer at the top, or one beside it, exchanged with another. */
  private int[] neighbour(int[] order, Layout layout) {
    int[] top =
        IntStream.of(order).filter(i -> layout.end(i) == layout.extent().arenaBytes()).toArray();
    int moved = top[random.nextInt(top.length)];
    int[] beside = table.neighbours(moved);
    if (beside.length > 0 && random.nextInt(3) == 0) {
      moved = beside[random.nextInt(beside.length)];
    }
    int[] candidates = table.neighbours(moved);
    int other =
        candidates.length > 0 && random.nextInt(4) != 0
            ? candidates[random.nextInt(candidates.length)]
            : order[random.nextInt(order.length)];
    return exchanged(order, moved, other);
  }

  private int[] shuffled(int[] order) {
    int[] result = order.clone();
    for (int i = 0; i < 3; i++) {
      result =
          exchanged(
              result, result[random.nextInt(result.length)], result[random.nextInt(result.length)]);
    }
    return result;
  }

  private static int[] exchanged(int[] order, int a, int b) {
    return IntStream.of(order).map(i -> i == a ? b : i == b ? a : i).toArray();
  }

  private MemoryPlan toPlan(MemoryRequest request) {
    MemoryPlan plan =
        new MemoryPlan(best.placements(), request.noOverlapBytes(), lowerBound.arenaBytes());
    plan.requireValid(request.overlaps());
    return plan;
  }
}
