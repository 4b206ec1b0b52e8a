package dev.halyard.engine.schedule;

import dev.halyard.engine.memory.MemoryRequest;
import dev.halyard.engine.memory.StreamedRequest;
import dev.halyard.engine.memory.StreamedSteps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the steps into those that run at once and segments that stream by rows, by dynamic
 * programming over the places of cuts: the cheapest of all cuts whose every part wants at most so
 * much memory.
 */
final class SegmentSearch {
  /** Rows of a turn that are tried, the same for all steps of a segment. */
  static final List<Integer> GRANULES = List.of(1, 2, 3, 4, 6, 8, 12, 16);

  private final StreamGraph graph;
  private final MemoryRequest whole;
  private final List<List<Part>> parts = new ArrayList<>();

  /**
   * A part of a cut.
   *
   * @param first step
   * @param last step
   * @param draft empty if it is a single step that runs at once
   * @param bytes of the arena that it wants
   * @param cost in instructions, beyond running its steps one after the other
   */
  record Part(int first, int last, Optional<SegmentDraft> draft, long bytes, long cost) {

    Segment segment() {
      SegmentDraft found = draft.orElseThrow();
      return new Segment(found.name(), first, last, found.stages(), cost);
    }

    int[] granules() {
      return draft.orElseThrow().stages().stream().mapToInt(Stage::granule).toArray();
    }

    StreamedSteps memory() {
      return draft.orElseThrow().memory();
    }
  }

  SegmentSearch(StreamGraph graph, MemoryRequest whole) {
    this.graph = graph;
    this.whole = whole;
    for (int last = 0; last < graph.size(); last++) {
      parts.add(partsEndingAt(last));
    }
  }

  private List<Part> partsEndingAt(int last) {
    List<Part> found = new ArrayList<>();
    StreamedRequest request = StreamedRequest.of(whole, List.of());
    long bytes = request.bytesAt(graph.step(last).nodeIndex());
    found.add(new Part(last, last, Optional.empty(), bytes, 0));
    for (int first = last - 1; first >= 0 && graph.step(first + 1).flow().isPresent(); first--) {
      addSegments(first, last, found);
    }
    return found;
  }

  private void addSegments(int first, int last, List<Part> found) {
    long least = Long.MAX_VALUE;
    for (int granule : GRANULES) {
      int[] granules = new int[last - first + 1];
      Arrays.fill(granules, granule);
      Optional<Part> part = part(first, granules);
      if (part.isEmpty()) {
        return;
      }
      if (part.get().cost() < least) {
        found.add(part.get());
        least = part.get().cost();
      }
    }
  }

  /** Returns the part of steps from {@code first} on that runs so many rows in a call of each. */
  Optional<Part> part(int first, int[] granules) {
    int last = first + granules.length - 1;
    return SegmentDraft.of(graph, whole, first, granules)
        .map(
            draft -> {
              StreamedRequest request = StreamedRequest.of(whole, List.of(draft.memory()));
              long bytes = request.bytesAt(graph.step(last).nodeIndex());
              return new Part(first, last, Optional.of(draft), bytes, draft.extraInstructions());
            });
  }

  /** Returns the least that the largest part of any cut wants. */
  long leastBytes() {
    long[] least = new long[graph.size() + 1];
    for (int last = 0; last < graph.size(); last++) {
      least[last + 1] = Long.MAX_VALUE;
      for (Part part : parts.get(last)) {
        long bytes = Math.max(least[part.first()], part.bytes());
        least[last + 1] = Math.min(least[last + 1], bytes);
      }
    }
    return least[graph.size()];
  }

  /**
   * Returns the cheapest cut whose every part wants at most {@code limit} bytes; empty if there is
   * no such cut.
   */
  Optional<List<Part>> cheapest(long limit) {
    long[] costs = new long[graph.size() + 1];
    Part[] chosen = new Part[graph.size() + 1];
    for (int last = 0; last < graph.size(); last++) {
      costs[last + 1] = Long.MAX_VALUE;
      for (Part part : parts.get(last)) {
        long before = costs[part.first()];
        if (part.bytes() <= limit
            && before < Long.MAX_VALUE
            && before + part.cost() < costs[last + 1]) {
          costs[last + 1] = before + part.cost();
          chosen[last + 1] = part;
        }
      }
    }
    if (costs[graph.size()] == Long.MAX_VALUE) {
      return Optional.empty();
    }
    List<Part> chosenParts = new ArrayList<>();
    for (int end = graph.size(); end > 0; end = chosen[end].first()) {
      chosenParts.add(chosen[end]);
    }
    Collections.reverse(chosenParts);
    return Optional.of(chosenParts);
  }

  /**
   * Returns parts that cost less: of single steps more rows are run at a time, those first that
   * save most for a byte, as long as no part wants more than {@code limit} bytes.
   */
  List<Part> refine(List<Part> parts, long limit) {
    return parts.stream().map(part -> part.draft().isEmpty() ? part : refine(part, limit)).toList();
  }

  private Part refine(Part part, long limit) {
    Part best = part;
    Optional<Part> next = Optional.of(part);
    while (next.isPresent()) {
      best = next.get();
      next = refined(best, limit);
    }
    return best;
  }

  /** Returns the best of the parts that differ from one in the granule of one step. */
  private Optional<Part> refined(Part part, long limit) {
    int[] granules = part.granules();
    Optional<Part> best = Optional.empty();
    for (int i = 0; i < granules.length; i++) {
      int[] other = granules.clone();
      other[i] = nextGranule(part, i);
      Optional<Part> candidate = part(part.first(), other);
      if (candidate.isPresent()
          && candidate.get().bytes() <= limit
          && candidate.get().cost() < part.cost()
          && (best.isEmpty() || saving(part, candidate.get()) > saving(part, best.get()))) {
        best = candidate;
      }
    }
    return best;
  }

  private static int nextGranule(Part part, int stage) {
    int granule = part.granules()[stage];
    return GRANULES.stream().filter(g -> g > granule).findFirst().orElse(granule);
  }

  /** Returns the instructions that a change saves for each byte that it takes. */
  private static double saving(Part from, Part to) {
    return (double) (from.cost() - to.cost()) / Math.max(1, to.bytes() - from.bytes());
  }
}
