package dev.halyard.engine.schedule;

import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.MemoryRequest;
import dev.halyard.engine.memory.StreamedRequest;
import dev.halyard.engine.schedule.SegmentSearch.Part;
import java.util.List;
import java.util.Optional;

/**
 * Finds the fastest plan whose arena has at most so many bytes, where that of whole tensors has
 * more; the smallest one where none has so few.
 */
final class StreamPlanner {
  /** Plans to make at most: each is a search of its own. */
  private static final int ATTEMPTS = 24;

  private static final int REFINEMENTS = 4;

  private final MemoryRequest whole;
  private final SegmentSearch search;
  private final long budget;

  /**
   * A plan.
   *
   * @param segments none where all tensors lie whole
   * @param memory of them
   */
  record Result(List<Segment> segments, MemoryPlan memory) {}

  private StreamPlanner(StreamGraph graph, MemoryRequest whole, long budget) {
    this.whole = whole;
    this.search = new SegmentSearch(graph, whole);
    this.budget = budget;
  }

  /**
   * Returns the plan that fits and is fastest by estimate.
   *
   * @param whole what the steps want if they run one after the other
   * @param budget bytes of the arena
   */
  static Result plan(StreamGraph graph, MemoryRequest whole, long budget) {
    return new StreamPlanner(graph, whole, budget).plan();
  }

  /**
   * What a part wants is what an arena has at least. Where buffers do not lie that close, the next
   * cut may want less, down to the one that wants least.
   */
  private Result plan() {
    long least = search.leastBytes();
    long limit = budget;
    for (int i = 0; i < ATTEMPTS && limit > least; i++) {
      List<Part> parts = search.cheapest(limit).orElseThrow();
      Result result = result(parts);
      if (result.memory().arenaBytes() <= budget) {
        return refined(parts, limit).orElse(result);
      }
      long largest = parts.stream().mapToLong(Part::bytes).max().orElse(limit);
      limit = Math.min(largest, limit - (limit - least) / 8) - 1;
    }
    return result(search.cheapest(least).orElseThrow());
  }

  /** Returns a faster plan with the same cuts, if there is one that fits. */
  private Optional<Result> refined(List<Part> parts, long limit) {
    long least = parts.stream().mapToLong(Part::bytes).max().orElse(0);
    for (int i = 0; i < REFINEMENTS; i++) {
      Result result = result(search.refine(parts, limit - (limit - least) * i / REFINEMENTS));
      if (result.memory().arenaBytes() <= budget) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }

  private Result result(List<Part> parts) {
    List<Part> segments = parts.stream().filter(part -> part.draft().isPresent()).toList();
    return new Result(
        segments.stream().map(Part::segment).toList(),
        StreamedRequest.of(whole, segments.stream().map(Part::memory).toList()).plan());
  }
}
