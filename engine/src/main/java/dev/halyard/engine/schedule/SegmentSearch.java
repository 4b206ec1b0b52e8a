package dev.halyard.engine.schedule;

import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.memory.MemoryRequest;
import dev.halyard.engine.memory.StreamedRequest;
import dev.halyard.engine.schedule.Cut.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the steps into those that run at once and segments that stream by rows, by dynamic
 * programming over the places of cuts: the cheapest of all cuts whose every part wants at most so
 * much memory. Every part has the cheapest kernels whose scratch memory it leaves room for.
 */
final class SegmentSearch {
  /** Rows of a turn that are tried, the same for all steps of a segment. */
  static final List<Integer> GRANULES = List.of(1, 2, 3, 4, 6, 8, 12, 16);

  /** Instructions for the decision who runs next. */
  private static final long TURN = 75;

  private final StreamGraph graph;
  private final MemoryRequest tensors;
  private final List<StepKernels> kernels;
  private final List<List<Part>> parts = new ArrayList<>();

  /**
   * A part of a cut.
   *
   * @param first step
   * @param last step
   * @param draft empty if it is a single step that runs at once
   * @param bytes of the arena that it wants, scratch memory not counted
   */
  record Part(int first, int last, Optional<SegmentDraft> draft, long bytes) {

    int granule(int step) {
      return draft.orElseThrow().stages().get(step - first).granule();
    }

    int calls(int step) {
      return draft.orElseThrow().stages().get(step - first).calls();
    }

    long calls() {
      return draft.stream().flatMap(d -> d.stages().stream()).mapToLong(Stage::calls).sum();
    }
  }

  /**
   * What parts are cut for.
   *
   * @param bytes of the arena, at most
   * @param flashPrice instructions that a byte of flash must save
   */
  record Limits(long bytes, double flashPrice) {}

  /**
   * @param tensors what the steps want of the arena if they run one after the other; of scratch
   *     memory only what lasts from call to call
   * @param kernels of the steps
   */
  SegmentSearch(StreamGraph graph, MemoryRequest tensors, List<StepKernels> kernels) {
    this.graph = graph;
    this.tensors = tensors;
    this.kernels = List.copyOf(kernels);
    for (int last = 0; last < graph.size(); last++) {
      parts.add(partsEndingAt(last));
    }
  }

  private List<Part> partsEndingAt(int last) {
    List<Part> found = new ArrayList<>();
    found.add(new Part(last, last, Optional.empty(), 0));
    for (int first = last - 1; first >= 0 && graph.step(first + 1).flow().isPresent(); first--) {
      addSegments(first, last, found);
    }
    return found;
  }

  private void addSegments(int first, int last, List<Part> found) {
    long fewest = Long.MAX_VALUE;
    for (int granule : GRANULES) {
      int[] granules = new int[last - first + 1];
      Arrays.fill(granules, granule);
      Optional<Part> part = part(first, granules);
      if (part.isEmpty()) {
        return;
      }
      if (part.get().calls() < fewest) {
        found.add(part.get());
        fewest = part.get().calls();
      }
    }
  }

  /** Returns the part of steps from {@code first} on that runs so many rows in a call of each. */
  Optional<Part> part(int first, int[] granules) {
    int last = first + granules.length - 1;
    return SegmentDraft.of(graph, tensors, first, granules)
        .map(
            draft -> {
              StreamedRequest request = StreamedRequest.of(tensors, List.of(draft.memory()));
              long bytes = request.bytesAt(graph.step(last).nodeIndex());
              return new Part(first, last, Optional.of(draft), bytes);
            });
  }

  /** Returns a part with the cheapest kernels; empty if none have room in it. */
  Optional<Run> run(Part part, Limits limits) {
    return part.draft().isEmpty() ? atOnce(part, limits) : byRows(part, limits);
  }

  private Optional<Run> atOnce(Part part, Limits limits) {
    return kernels
        .get(part.first())
        .atOnce(limits.bytes(), limits.flashPrice())
        .map(
            pick ->
                new Run(
                    part.first(),
                    part.draft(),
                    List.of(pick.use()),
                    pick.bytes(),
                    List.of(0L),
                    pick.priced()));
  }

  private Optional<Run> byRows(Part part, Limits limits) {
    long room = limits.bytes() - part.bytes();
    if (room < 0) {
      return Optional.empty();
    }
    List<KernelUse> uses = new ArrayList<>();
    long scratch = 0;
    List<Long> extras = new ArrayList<>();
    double priced = 0;
    for (int step = part.first(); step <= part.last(); step++) {
      Optional<StepKernels.Pick> pick =
          kernels.get(step).byRows(part.granule(step), room, limits.flashPrice());
      if (pick.isEmpty()) {
        return Optional.empty();
      }
      KernelUse use = pick.get().use();
      long turns = TURN * (part.calls(step) - 1);
      uses.add(use);
      scratch = Math.max(scratch, pick.get().bytes());
      extras.add(pick.get().extra() + turns);
      priced += pick.get().priced() + turns;
    }
    return Optional.of(
        new Run(part.first(), part.draft(), uses, part.bytes() + scratch, extras, priced));
  }

  /** Returns the least that the largest part of any cut wants. */
  long leastBytes() {
    long[] least = new long[graph.size() + 1];
    for (int last = 0; last < graph.size(); last++) {
      least[last + 1] = Long.MAX_VALUE;
      for (Part part : parts.get(last)) {
        long bytes = Math.max(least[part.first()], leastBytes(part));
        least[last + 1] = Math.min(least[last + 1], bytes);
      }
    }
    return least[graph.size()];
  }

  private long leastBytes(Part part) {
    if (part.draft().isEmpty()) {
      return kernels.get(part.first()).leastBytes();
    }
    long scratch = 0;
    for (StepKernels step : kernels.subList(part.first(), part.last() + 1)) {
      scratch = Math.max(scratch, step.leastScratch());
    }
    return part.bytes() + scratch;
  }

  /** Returns the cheapest cut whose every part is within limits; empty if there is no such cut. */
  Optional<Cut> cheapest(Limits limits) {
    if (limits.bytes() < 0) {
      return Optional.empty();
    }
    double[] costs = new double[graph.size() + 1];
    @Nullable Run[] chosen = new Run[graph.size() + 1];
    Arrays.fill(costs, 1, costs.length, Double.POSITIVE_INFINITY);
    for (int last = 0; last < graph.size(); last++) {
      for (Part part : parts.get(last)) {
        double before = costs[part.first()];
        Optional<Run> run = Double.isInfinite(before) ? Optional.empty() : run(part, limits);
        if (run.isPresent() && before + run.get().priced() < costs[last + 1]) {
          costs[last + 1] = before + run.get().priced();
          chosen[last + 1] = run.get();
        }
      }
    }
    if (Double.isInfinite(costs[graph.size()])) {
      return Optional.empty();
    }
    List<Run> runs = new ArrayList<>();
    for (int end = graph.size(); end > 0; ) {
      Run run = Objects.requireNonNull(chosen[end]);
      runs.add(run);
      end = run.first();
    }
    Collections.reverse(runs);
    return Optional.of(new Cut(runs));
  }

  /**
   * Returns a cut that costs less: of single steps more rows are run at a time, those first that
   * save most for a byte.
   */
  Cut refine(Cut cut, Limits limits) {
    return new Cut(
        cut.runs().stream().map(r -> r.draft().isEmpty() ? r : refine(r, limits)).toList());
  }

  private Run refine(Run run, Limits limits) {
    Run best = run;
    Optional<Run> next = Optional.of(run);
    while (next.isPresent()) {
      best = next.get();
      next = refined(best, limits);
    }
    return best;
  }

  /** Returns the best of the runs that differ from one in the granule of one step. */
  private Optional<Run> refined(Run run, Limits limits) {
    int[] granules = run.granules();
    Optional<Run> best = Optional.empty();
    for (int i = 0; i < granules.length; i++) {
      int[] other = granules.clone();
      other[i] = nextGranule(granules[i]);
      Optional<Run> candidate = part(run.first(), other).flatMap(part -> run(part, limits));
      if (candidate.isPresent()
          && candidate.get().priced() < run.priced()
          && (best.isEmpty() || saving(run, candidate.get()) > saving(run, best.get()))) {
        best = candidate;
      }
    }
    return best;
  }

  private static int nextGranule(int granule) {
    return GRANULES.stream().filter(g -> g > granule).findFirst().orElse(granule);
  }

  /** Returns the instructions that a change saves for each byte that it takes. */
  private static double saving(Run from, Run to) {
    return (from.priced() - to.priced()) / Math.max(1, to.bytes() - from.bytes());
  }
}
