package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.Cost;
import dev.halyard.engine.kernel.KernelTable;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.memory.LiveRanges;
import dev.halyard.engine.memory.StreamedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A kernel for every node, out of all that can compute it, for limits of flash and RAM. */
final class KernelSearch {
  private final PlanRequest request;
  private final List<List<Option>> options = new ArrayList<>();

  /**
   * A kernel for one node.
   *
   * @param use of it
   * @param bytes that are wanted of the arena while it runs, at least
   */
  private record Option(KernelUse use, long bytes) {

    long flashBytes() {
      return use.cost().flashBytes();
    }

    long instructions() {
      return use.cost().instructions();
    }
  }

  /**
   * @throws dev.halyard.engine.diagnostic.CompileException if a node has no kernel
   */
  KernelSearch(PlanRequest request) {
    this.request = request;
    List<List<KernelUse>> candidates = KernelTable.candidates(request.graph(), request.target());
    List<KernelUse> plain = candidates.stream().map(uses -> uses.get(0)).toList();
    StreamedRequest plainMemory = memory(plain);
    for (int node = 0; node < candidates.size(); node++) {
      List<Option> ofNode = new ArrayList<>();
      ofNode.add(new Option(plain.get(node), plainMemory.bytesAt(node)));
      for (int i = 1; i < candidates.get(node).size() && !isView(node); i++) {
        List<KernelUse> uses = new ArrayList<>(plain);
        uses.set(node, candidates.get(node).get(i));
        ofNode.add(new Option(uses.get(node), memory(uses).bytesAt(node)));
      }
      options.add(ofNode);
    }
  }

  private StreamedRequest memory(List<KernelUse> uses) {
    return StreamedRequest.of(PlanSearch.ranges(request, uses).request(), List.of());
  }

  private boolean isView(int node) {
    Graph graph = request.graph();
    return LiveRanges.isView(graph, graph.nodes().get(node));
  }

  /** Returns the bytes of the plain kernels' arrays. */
  long plainFlashBytes() {
    return counted().stream().mapToLong(ofNode -> ofNode.get(0).flashBytes()).sum();
  }

  /** Returns the least that arrays of kernels can take. */
  long leastFlashBytes() {
    return counted().stream()
        .mapToLong(ofNode -> ofNode.stream().mapToLong(Option::flashBytes).min().orElse(0))
        .sum();
  }

  /** Returns the options of nodes that are steps. */
  private List<List<Option>> counted() {
    List<List<Option>> counted = new ArrayList<>();
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
  Optional<List<KernelUse>> fastest(long arenaBytes, long flashBytes) {
    List<List<Option>> within =
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
              List<KernelUse> uses = new ArrayList<>();
              for (int node = 0; node < chosen.size(); node++) {
                uses.add(within.get(node).get(chosen.get(node)).use());
              }
              return uses;
            });
  }

  /** Returns the largest of what nodes want of the arena with the kernel that wants least. */
  long leastBytes() {
    return options.stream()
        .mapToLong(ofNode -> ofNode.stream().mapToLong(Option::bytes).min().orElse(0))
        .max()
        .orElse(0);
  }

  /** Returns the kernel of every node that wants least of the arena. */
  List<KernelUse> smallest() {
    Comparator<Option> order =
        Comparator.comparingLong(Option::bytes).thenComparingLong(Option::instructions);
    return options.stream().map(ofNode -> ofNode.stream().min(order).orElseThrow().use()).toList();
  }
}
