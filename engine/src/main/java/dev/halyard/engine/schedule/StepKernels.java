package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.kernel.CallCosts;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.kernel.RowFlow;
import dev.halyard.engine.kernel.RowFlows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kernels that may compute a step, and what each takes at once or by rows. */
final class StepKernels {
  private final Graph graph;
  private final Node node;
  private final List<KernelOption> options;
  private final List<KernelOption> byRows = new ArrayList<>();
  private final Map<Integer, List<Long>> extras = new HashMap<>();

  /**
   * A kernel of a step.
   *
   * @param use of it
   * @param bytes of the arena that it wants: of scratch memory alone, if it runs by rows
   * @param extra instructions of calls by rows beyond one call
   * @param priced instructions in all and what is paid for its flash
   */
  record Pick(KernelUse use, long bytes, long extra, double priced) {

    private static Pick of(KernelOption option, long bytes, long extra, double flashPrice) {
      double priced = option.instructions() + extra + flashPrice * option.flashBytes();
      return new Pick(option.use(), bytes, extra, priced);
    }

    private boolean isBetterThan(Optional<Pick> other) {
      return other.isEmpty() || priced < other.get().priced;
    }
  }

  /**
   * @param options at least one; the first says how the step runs by rows
   */
  StepKernels(Graph graph, Node node, List<KernelOption> options) {
    this.graph = graph;
    this.node = node;
    this.options = List.copyOf(options);
    Optional<RowFlow> flow = RowFlows.of(graph, node, options.get(0).use());
    for (KernelOption option : options) {
      Optional<RowFlow> own = RowFlows.of(graph, node, option.use());
      if (own.isPresent()
          && own.get().runsLike(flow.orElseThrow())
          && isCarried(option) == isCarried(options.get(0))) {
        byRows.add(option);
      }
    }
  }

  /** Tells whether a kernel's scratch memory lasts from call to call. */
  private static boolean isCarried(KernelOption option) {
    return option.use().scratch().shared();
  }

  private static long scratchBytes(KernelOption option) {
    return isCarried(option) ? 0 : option.use().scratch().bytes();
  }

  /** Returns the least that the step can want of the arena, run at once. */
  long leastBytes() {
    return options.stream().mapToLong(KernelOption::bytes).min().orElse(0);
  }

  /** Returns the least scratch memory that the step can want, run by rows. */
  long leastScratch() {
    return byRows.stream().mapToLong(StepKernels::scratchBytes).min().orElse(0);
  }

  /** Returns the best kernel that runs at once in so many bytes; empty if there is none. */
  Optional<Pick> atOnce(long bytes, double flashPrice) {
    Optional<Pick> best = Optional.empty();
    for (KernelOption option : options) {
      Pick pick = Pick.of(option, option.bytes(), 0, flashPrice);
      if (pick.bytes() <= bytes && pick.isBetterThan(best)) {
        best = Optional.of(pick);
      }
    }
    return best;
  }

  /**
   * Returns the best kernel that runs by rows with so much scratch memory; empty if there is none.
   *
   * @param granule rows of a call
   */
  Optional<Pick> byRows(int granule, long scratchBytes, double flashPrice) {
    List<Long> extra = extras.computeIfAbsent(granule, this::extras);
    Optional<Pick> best = Optional.empty();
    for (int i = 0; i < byRows.size(); i++) {
      KernelOption option = byRows.get(i);
      Pick pick = Pick.of(option, scratchBytes(option), extra.get(i), flashPrice);
      if (pick.bytes() <= scratchBytes && pick.isBetterThan(best)) {
        best = Optional.of(pick);
      }
    }
    return best;
  }

  private List<Long> extras(int granule) {
    return byRows.stream().map(o -> CallCosts.extra(graph, node, o.use(), granule)).toList();
  }
}
