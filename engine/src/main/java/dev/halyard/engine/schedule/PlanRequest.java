package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.Kernel;
import dev.halyard.engine.kernel.KernelTable;
import dev.halyard.engine.kernel.KernelTarget;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.Budget.Limit;
import dev.halyard.targets.Board;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a plan is made of.
 *
 * @param graph after all passes
 * @param inputs whether input memory may be reused
 * @param target the core
 * @param budget what the plan may take
 * @param without kernels that are not chosen; a plain one is where nothing else is left
 */
public record PlanRequest(
    Graph graph, InputPolicy inputs, KernelTarget target, Budget budget, Set<Kernel> without) {
  /** What code takes of a board's flash, about: kernels' arrays may have the rest. */
  private static final long CODE_BYTES = 48 * 1024;

  /** Copies the set. */
  public PlanRequest {
    without = Set.copyOf(without);
  }

  /** A request for a plan with any kernels. */
  public PlanRequest(Graph graph, InputPolicy inputs, KernelTarget target, Budget budget) {
    this(graph, inputs, target, budget, Set.of());
  }

  /**
   * Returns a request for a board: the budget is the least of what it has and what is asked for.
   */
  public static PlanRequest of(Graph graph, Board board, PlanOptions options) {
    Budget budget =
        new Budget(
            options.optimize(),
            limit(board.arenaBudget(), options.ramBytes()),
            limit(board.flashBytes() - CODE_BYTES, options.flashBytes()));
    return new PlanRequest(
        graph, options.inputs(), KernelTarget.of(board), budget, options.without());
  }

  /**
   * Returns for every node the kernels that may be chosen, the plain one first.
   *
   * @throws dev.halyard.engine.diagnostic.CompileException if a node has no kernel
   */
  List<List<KernelUse>> candidates() {
    return KernelTable.candidates(graph, target).stream().map(this::accepted).toList();
  }

  private List<KernelUse> accepted(List<KernelUse> uses) {
    List<KernelUse> accepted = new ArrayList<>(uses);
    accepted.removeIf(use -> without.contains(use.kernel()));
    return accepted.isEmpty() ? List.of(uses.get(0)) : List.copyOf(accepted);
  }

  private static Limit limit(long ofBoard, OptionalLong asked) {
    return new Limit(Math.min(ofBoard, asked.orElse(Long.MAX_VALUE)), asked.isPresent());
  }
}
