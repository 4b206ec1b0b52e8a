package dev.halyard.engine.schedule;

import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.memory.StreamedSteps;
import java.util.List;
import java.util.Optional;

/**
 * All steps, cut into those that run at once and segments that stream by rows, with a kernel for
 * each.
 *
 * @param runs of parts, in order
 */
record Cut(List<Run> runs) {

  /**
   * A part of a cut and its kernels.
   *
   * @param first step
   * @param draft empty if it is a single step that runs at once
   * @param uses of kernels, by step
   * @param bytes of the arena that it wants
   * @param extras instructions of each step beyond one call of it
   * @param priced instructions in all and what is paid for flash
   */
  record Run(
      int first,
      Optional<SegmentDraft> draft,
      List<KernelUse> uses,
      long bytes,
      List<Long> extras,
      double priced) {

    int last() {
      return first + uses.size() - 1;
    }

    long instructions() {
      return extras.stream().mapToLong(Long::longValue).sum()
          + uses.stream().mapToLong(use -> use.cost().instructions()).sum();
    }

    int[] granules() {
      return draft.orElseThrow().stages().stream().mapToInt(Stage::granule).toArray();
    }

    private Segment segment() {
      SegmentDraft found = draft.orElseThrow();
      return new Segment(found.name(), first, last(), found.stages(), extras);
    }
  }

  /** Copies the list. */
  Cut {
    runs = List.copyOf(runs);
  }

  /** Returns what the largest part wants of the arena: no arena has less. */
  long bytes() {
    return runs.stream().mapToLong(Run::bytes).max().orElse(0);
  }

  long instructions() {
    return runs.stream().mapToLong(Run::instructions).sum();
  }

  long flashBytes() {
    return uses().stream().mapToLong(use -> use.cost().flashBytes()).sum();
  }

  /** Returns the kernels, by step. */
  List<KernelUse> uses() {
    return runs.stream().flatMap(run -> run.uses().stream()).toList();
  }

  /** Tells whether some steps stream. */
  boolean hasSegments() {
    return runs.stream().anyMatch(run -> run.draft().isPresent());
  }

  List<Segment> segments() {
    return runs.stream().filter(run -> run.draft().isPresent()).map(Run::segment).toList();
  }

  List<StreamedSteps> memory() {
    return runs.stream().flatMap(run -> run.draft().stream()).map(SegmentDraft::memory).toList();
  }
}
