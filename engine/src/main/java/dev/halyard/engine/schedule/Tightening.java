package dev.halyard.engine.schedule;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds room for drafts whose steps want little one by one, but not together: a kernel that writes
 * far before what it reads moves all tensors that lie behind. It is exchanged for one that does
 * not.
 */
final class Tightening {
  private final KernelSearch kernels;
  private final long flashBytes;
  private final Function<Draft, Plan> placing;

  /** A draft with offsets. */
  private record Placed(Draft draft, Plan plan) {

    long bytes() {
      return plan.memory().arenaBytes();
    }

    long instructions() {
      return draft.instructions();
    }
  }

  /**
   * @param flashBytes that kernels' arrays may have; a draft that has more already gets no more
   */
  Tightening(KernelSearch kernels, long flashBytes, Function<Draft, Plan> placing) {
    this.kernels = kernels;
    this.flashBytes = flashBytes;
    this.placing = placing;
  }

  /**
   * Returns a plan of at most so many bytes; a larger one if no exchange makes it smaller.
   *
   * @param arenaBytes at most
   */
  Plan tightened(Draft draft, long arenaBytes) {
    Placed best = place(draft);
    Optional<Placed> next = Optional.of(best);
    while (next.isPresent()) {
      best = next.get();
      next = best.bytes() <= arenaBytes ? Optional.empty() : smaller(best, arenaBytes);
    }
    return best.plan();
  }

  /**
   * Returns the fastest of exchanges that fit; if none does, that which saves most for its cost.
   */
  private Optional<Placed> smaller(Placed from, long arenaBytes) {
    Comparator<Placed> fitting = Comparator.comparing(p -> p.bytes() <= arenaBytes ? 0 : 1);
    return exchanges(from.draft())
        .map(this::place)
        .filter(placed -> placed.bytes() < from.bytes())
        .min(
            fitting
                .thenComparingDouble(
                    p -> p.bytes() <= arenaBytes ? p.instructions() : price(from, p))
                .thenComparingLong(Placed::bytes));
  }

  /** Returns the instructions that an exchange costs for each byte that it saves. */
  private static double price(Placed from, Placed to) {
    return (double) (to.instructions() - from.instructions()) / (from.bytes() - to.bytes());
  }

  /** Returns drafts that differ in the kernel of one node and whose arrays are not too large. */
  private Stream<Draft> exchanges(Draft draft) {
    long most = Math.max(flashBytes, draft.flashBytes());
    return IntStream.range(0, draft.uses().size())
        .filter(draft::runsAtOnce)
        .boxed()
        .flatMap(
            node ->
                kernels.options(node).stream()
                    .map(KernelOption::use)
                    .filter(use -> !use.equals(draft.uses().get(node)))
                    .map(use -> draft.with(node, use)))
        .filter(other -> other.flashBytes() <= most);
  }

  private Placed place(Draft draft) {
    return new Placed(draft, placing.apply(draft));
  }
}
