package dev.halyard.engine.memory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    int steps = request.stepCount();
    long[] made = new long[steps];
    long[] others = new long[steps];
    long[] scratch = new long[steps];
    Map<String, Buffer> tensors = new HashMap<>();
    for (Buffer buffer : request.buffers()) {
      if (!buffer.isTensor()) {
        scratch[buffer.firstStep()] += buffer.bytes();
        continue;
      }
      tensors.put(buffer.name(), buffer);
      made[buffer.firstStep()] += buffer.bytes();
      for (int step = buffer.firstStep() + 1; step <= buffer.lastStep(); step++) {
        others[step] += buffer.bytes();
      }
    }
    for (Overlap overlap : request.overlaps()) {
      Buffer output = requireNonNull(tensors.get(overlap.output()));
      Buffer input = requireNonNull(tensors.get(overlap.input()));
      made[output.firstStep()] -= overlap.rule().largestSaving(output.bytes(), input.bytes());
    }
    Extent bound = new Extent(0, 0);
    for (int step = 0; step < steps; step++) {
      long live = others[step] + Math.max(0, made[step]);
      bound =
          new Extent(
              Math.max(bound.arenaBytes, live + scratch[step]), Math.max(bound.tensorBytes, live));
    }
    return bound;
  }
}
