package dev.halyard.engine.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a plan takes of the arena in each step, and which bytes two buffers have at once.
 *
 * @param stepBytes by step: bytes that belong to a buffer then, each counted once
 * @param shared by buffers that live at once
 */
public record MemoryUse(List<Long> stepBytes, List<Shared> shared) {
  private static final Comparator<Placement> BY_OFFSET =
      Comparator.comparingLong(Placement::offset);

  /** Of two that live at once, the one that dies first is what the other is made of. */
  private static final Comparator<Placement> BY_LIFE =
      Comparator.<Placement>comparingInt(p -> p.buffer().firstStep())
          .thenComparingInt(p -> p.buffer().lastStep());

  /** Copies the lists. */
  public MemoryUse {
    stepBytes = List.copyOf(stepBytes);
    shared = List.copyOf(shared);
  }

  /**
   * Bytes of an input that dies, over which the output lies that is made of it.
   *
   * @param output the buffer that lives on
   * @param input the buffer that dies
   * @param offset of the first byte of both
   * @param bytes at least 1
   */
  public record Shared(Placement output, Placement input, long offset, long bytes) {

    /** Returns the first step in which both live. */
    public int firstStep() {
      return Math.max(output.buffer().firstStep(), input.buffer().firstStep());
    }

    /** Returns the last step in which both live. */
    public int lastStep() {
      return Math.min(output.buffer().lastStep(), input.buffer().lastStep());
    }
  }

  /** Returns the use of a plan. */
  public static MemoryUse of(MemoryPlan plan) {
    List<Placement> placements = plan.placements();
    int steps = placements.stream().mapToInt(p -> p.buffer().lastStep()).max().orElse(0) + 1;
    List<Long> bytes = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      bytes.add(covered(aliveAt(placements, step)));
    }
    return new MemoryUse(bytes, shared(placements));
  }

  /** Returns the first of the steps that take most. */
  public int peakStep() {
    return stepBytes.indexOf(stepBytes.stream().max(Comparator.naturalOrder()).orElse(0L));
  }

  private static Stream<Placement> aliveAt(List<Placement> placements, int step) {
    return placements.stream().filter(placement -> placement.buffer().isLiveAt(step));
  }

  private static long covered(Stream<Placement> placements) {
    long bytes = 0;
    long end = 0;
    for (Placement placement : placements.sorted(BY_OFFSET).toList()) {
      bytes += Math.max(0, placement.end() - Math.max(end, placement.offset()));
      end = Math.max(end, placement.end());
    }
    return bytes;
  }

  private static List<Shared> shared(List<Placement> placements) {
    List<Shared> shared = new ArrayList<>();
    for (int i = 0; i < placements.size(); i++) {
      for (int k = i + 1; k < placements.size(); k++) {
        Placement a = placements.get(i);
        Placement b = placements.get(k);
        if (a.buffer().isLiveWith(b.buffer()) && a.touches(b)) {
          shared.add(BY_LIFE.compare(a, b) <= 0 ? shared(b, a) : shared(a, b));
        }
      }
    }
    return shared;
  }

  private static Shared shared(Placement output, Placement input) {
    long offset = Math.max(input.offset(), output.offset());
    return new Shared(output, input, offset, Math.min(input.end(), output.end()) - offset);
  }
}
