package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.KernelTarget;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.Budget.Limit;
import dev.halyard.targets.Board;
import java.util.OptionalLong;

/**
 * What a plan is made of.
 *
 * @param graph after all passes
 * @param inputs whether input memory may be reused
 * @param target the core
 * @param budget what the plan may take
 */
public record PlanRequest(Graph graph, InputPolicy inputs, KernelTarget target, Budget budget) {
  /** What code takes of a board's flash, about: kernels' arrays may have the rest. */
  private static final long CODE_BYTES = 48 * 1024;

  /**
   * Returns a request for a board: the budget is the least of what it has and what is asked for.
   */
  public static PlanRequest of(Graph graph, Board board, PlanOptions options) {
    Budget budget =
        new Budget(
            options.optimize(),
            limit(board.arenaBudget(), options.ramBytes()),
            limit(board.flashBytes() - CODE_BYTES, options.flashBytes()));
    return new PlanRequest(graph, options.inputs(), KernelTarget.of(board), budget);
  }

  private static Limit limit(long ofBoard, OptionalLong asked) {
    return new Limit(Math.min(ofBoard, asked.orElse(Long.MAX_VALUE)), asked.isPresent());
  }
}
