package dev.halyard.engine.memory;

import java.util.Comparator;
import java.util.List;

/**
 * How much a plan takes; the smaller arena is better, then the smaller tensor part.
 *
 * @param arenaBytes end of the last buffer
 * @param tensorBytes bytes of the arena that belong to a tensor in some step
 */
record Extent(long arenaBytes, long tensorBytes) implements Comparable<Extent> {
  private static final Comparator<Extent> ORDER =
      Comparator.comparingLong(Extent::arenaBytes).thenComparingLong(Extent::tensorBytes);

  private static final Comparator<Placement> BY_OFFSET =
      Comparator.comparingLong(Placement::offset);

  @Override
  public int compareTo(Extent other) {
    return ORDER.compare(this, other);
  }

  /** Returns the extent of buffers that are placed. */
  static Extent of(List<Placement> placements) {
    long arena = 0;
    long tensors = 0;
    long covered = 0;
    for (Placement placement : placements.stream().sorted(BY_OFFSET).toList()) {
      arena = Math.max(arena, placement.end());
      if (placement.buffer().isTensor() && placement.end() > covered) {
        tensors += placement.end() - Math.max(covered, placement.offset());
        covered = placement.end();
      }
    }
    return new Extent(arena, tensors);
  }

  /** Returns what no plan of this request can be below. */
  static Extent lowerBound(MemoryRequest request) {
    long arena = 0;
    long tensors = 0;
    for (int step = 0; step < request.stepCount(); step++) {
      long scratchBytes = 0;
      long otherBytes = 0;
      long outputBytes = 0;
      for (Buffer buffer : request.buffers()) {
        if (!buffer.isLiveAt(step)) {
          continue;
        }
        if (!buffer.isTensor()) {
          scratchBytes += buffer.bytes();
        } else if (buffer.firstStep() == step) {
          outputBytes += buffer.bytes();
        } else {
          otherBytes += buffer.bytes();
        }
      }
      long live = Math.max(otherBytes, otherBytes + outputBytes - savings(request, step));
      tensors = Math.max(tensors, live);
      arena = Math.max(arena, live + scratchBytes);
    }
    return new Extent(arena, tensors);
  }

  private static long savings(MemoryRequest request, int step) {
    long savings = 0;
    for (Overlap overlap : request.overlaps()) {
      Buffer output = buffer(request, overlap.output());
      Buffer input = buffer(request, overlap.input());
      if (output.firstStep() == step) {
        savings += overlap.rule().largestSaving(output.bytes(), input.bytes());
      }
    }
    return savings;
  }

  private static Buffer buffer(MemoryRequest request, String name) {
    return request.buffers().stream()
        .filter(b -> b.isTensor() && b.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
