package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.Cost;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.memory.LiveRanges;
import dev.halyard.engine.memory.StreamedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A kernel for every node, out of all that can compute it, for limits of flash and RAM. */
final class KernelSearch {
  private final PlanRequest request;
  private final List<List<KernelOption>> options = new ArrayList<>();

  /**
   * Kernels of a plan in which all tensors lie whole.
   *
   * @param uses of kernels, by node
   * @param bytes of the arena that the node wants which wants most: no arena has less
   */
  record Choice(List<KernelUse> uses, long bytes) {}

  /**
   * @param memory of a choice of kernels, whole tensors
   * @throws dev.halyard.engine.diagnostic.CompileException if a node has no kernel
   */
  KernelSearch(PlanRequest request, Function<List<KernelUse>, LiveRanges> memory) {
    this.request = request;
    List<List<KernelUse>> candidates = request.candidates();
    List<KernelUse> first = candidates.stream().map(uses -> uses.get(0)).toList();
    for (int node = 0; node < candidates.size(); node++) {
      List<KernelOption> ofNode = new ArrayList<>();
      for (KernelUse use : isView(node) ? List.of(first.get(node)) : candidates.get(node)) {
        List<KernelUse> uses = new ArrayList<>(first);
        uses.set(node, use);
        StreamedRequest whole = StreamedRequest.of(memory.apply(uses).request(), List.of());
        ofNode.add(new KernelOption(use, whole.bytesAt(node)));
      }
      options.add(List.copyOf(ofNode));
    }
  }

  private boolean isView(int node) {
    Graph graph = request.graph();
    return LiveRanges.isView(graph, graph.nodes().get(node));
  }

  /** Returns the kernels that can compute a node, by its index; the plain one first. */
  List<KernelOption> options(int node) {
    return options.get(node);
  }

  /** Returns the bytes of the plain kernels' arrays. */
  long plainFlashBytes() {
    return counted().stream().mapToLong(ofNode -> ofNode.get(0).flashBytes()).sum();
  }

  /** Returns the least that arrays of kernels can take. */
  long leastFlashBytes() {
    return counted().stream()
        .mapToLong(ofNode -> ofNode.stream().mapToLong(KernelOption::flashBytes).min().orElse(0))
        .sum();
  }

  /** Returns the options of nodes that are steps. */
  private List<List<KernelOption>> counted() {
    List<List<KernelOption>> counted = new ArrayList<>();
    for (int node = 0; node < options.size(); node++) {
      if (!isView(node)) {
        counted.add(options.get(node));
      }
    }
    return counted;
  }

  /**
   * Returns the kernels that take the fewest instructions with no more flash than that, of those
   * that want no more RAM; empty if there are none.
   */
  Optional<Choice> fastest(long arenaBytes, long flashBytes) {
    List<List<KernelOption>> within =
        options.stream()
            .map(ofNode -> ofNode.stream().filter(o -> o.bytes() <= arenaBytes).toList())
            .toList();
    if (within.stream().anyMatch(List::isEmpty)) {
      return Optional.empty();
    }
    List<List<Cost>> costs = new ArrayList<>();
    for (int node = 0; node < within.size(); node++) {
      costs.add(
          isView(node)
              ? List.of(new Cost(0, 0))
              : within.get(node).stream().map(option -> option.use().cost()).toList());
    }
    return Knapsack.fastest(costs, flashBytes)
        .map(
            chosen -> {
              List<KernelOption> picked = new ArrayList<>();
              for (int node = 0; node < chosen.size(); node++) {
                picked.add(within.get(node).get(chosen.get(node)));
              }
              return choice(picked);
            });
  }

  /**
   * Returns all choices worth trying with no more flash than that, fastest first: each wants less
   * of the arena than the one before.
   */
  List<Choice> choices(long flashBytes) {
    List<Choice> choices = new ArrayList<>();
    Optional<Choice> next = fastest(Long.MAX_VALUE, flashBytes);
    while (next.isPresent()) {
      choices.add(next.get());
      next = fastest(next.get().bytes() - 1, flashBytes);
    }
    return choices;
  }

  /** Returns the kernel of every node that wants least of the arena. */
  Choice smallest() {
    Comparator<KernelOption> order =
        Comparator.comparingLong(KernelOption::bytes).thenComparingLong(KernelOption::instructions);
    return choice(
        options.stream().map(ofNode -> ofNode.stream().min(order).orElseThrow()).toList());
  }

  private static Choice choice(List<KernelOption> picked) {
    return new Choice(
        picked.stream().map(KernelOption::use).toList(),
        picked.stream().mapToLong(KernelOption::bytes).max().orElse(0));
  }
}
