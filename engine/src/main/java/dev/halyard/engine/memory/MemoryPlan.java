package dev.halyard.engine.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An offset for every buffer of a request.
 *
 * @param placements in the order of the request
 * @param noOverlapBytes the most bytes that tensors alive in one step have together; less is
 *     reachable only by overlaps
 * @param lowerBoundBytes what no arena for this request can be below, overlaps and scratch included
 */
public record MemoryPlan(List<Placement> placements, long noOverlapBytes, long lowerBoundBytes) {

  /** Copies the list. */
  public MemoryPlan {
    placements = List.copyOf(placements);
  }

  /** Returns the size of the arena: tensors and scratch. */
  public long arenaBytes() {
    return Extent.of(placements).arenaBytes();
  }

  /**
   * Returns the bytes of the arena that belong to a tensor in some step; scratch needs the rest.
   */
  public long tensorBytes() {
    return Extent.of(placements).tensorBytes();
  }

  /** Returns the size of the largest scratch; it lies where tensors are dead, or beyond them. */
  public long scratchBytes() {
    return placements.stream()
        .filter(placement -> !placement.buffer().isTensor())
        .mapToLong(placement -> placement.buffer().bytes())
        .max()
        .orElse(0);
  }

  /**
   * Returns the offset of a tensor's buffer.
   *
   * @param buffer as {@link LiveRanges#storage} names it
   * @throws IllegalArgumentException if there is none of that name
   */
  public long tensorOffset(String buffer) {
    return find(buffer, Buffer.Kind.TENSOR)
        .orElseThrow(() -> new IllegalArgumentException("no tensor '" + buffer + "' in the plan"))
        .offset();
  }

  /** Returns how many rows of a tensor's buffer there are; empty if it lies whole. */
  public Optional<Ring> ring(String buffer) {
    return find(buffer, Buffer.Kind.TENSOR).flatMap(placement -> placement.buffer().ring());
  }

  /**
   * Returns where scratch lies; empty if there is none of that name.
   *
   * @param name of a node, or of a segment, whose nodes share one
   */
  public Optional<Placement> scratch(String name) {
    return find(name, Buffer.Kind.SCRATCH);
  }

  private Optional<Placement> find(String name, Buffer.Kind kind) {
    return placements.stream()
        .filter(p -> p.buffer().kind() == kind && p.buffer().name().equals(name))
        .findFirst();
  }

  /**
   * Checks that buffers that live at once are disjoint or overlap as permitted.
   *
   * @throws IllegalStateException if two are not
   */
  void requireValid(List<Overlap> permitted) {
    for (int i = 0; i < placements.size(); i++) {
      for (int k = i + 1; k < placements.size(); k++) {
        Placement a = placements.get(i);
        Placement b = placements.get(k);
        if (a.buffer().isLiveWith(b.buffer())
            && a.touches(b)
            && !isPermitted(permitted, a, b)
            && !isPermitted(permitted, b, a)) {
          throw new IllegalStateException(
              "memory plan: '%s' at %d and '%s' at %d overlap while both live"
                  .formatted(a.buffer().name(), a.offset(), b.buffer().name(), b.offset()));
        }
      }
    }
  }

  private static boolean isPermitted(List<Overlap> permitted, Placement output, Placement input) {
    return permitted.stream()
        .anyMatch(
            overlap ->
                output.buffer().isTensor()
                    && input.buffer().isTensor()
                    && overlap.output().equals(output.buffer().name())
                    && overlap.input().equals(input.buffer().name())
                    && overlap.rule().allows(output.offset(), input.offset()));
  }

  /** Returns a table for people: a line per buffer in the order of time, then the totals. */
  public String toTable() {
    int width = placements.stream().mapToInt(p -> label(p).length()).max().orElse(0);
    String row = "%-" + Math.max(width, 6) + "s  %8s  %8s  %5s  %5s\n";
    String lines =
        placements.stream()
            .sorted(Comparator.comparingInt(p -> p.buffer().firstStep()))
            .map(p -> line(row, p))
            .collect(Collectors.joining());
    return row.formatted("buffer", "offset", "bytes", "first", "last")
        + lines
        + "arena %d bytes; tensors %d, largest scratch %d; tensors without overlap %d\n"
            .formatted(arenaBytes(), tensorBytes(), scratchBytes(), noOverlapBytes);
  }

  private static String line(String row, Placement placement) {
    Buffer buffer = placement.buffer();
    return row.formatted(
        label(placement),
        placement.offset(),
        buffer.bytes(),
        buffer.firstStep(),
        buffer.lastStep());
  }

  private static String label(Placement placement) {
    Buffer buffer = placement.buffer();
    String name = buffer.isTensor() ? buffer.name() : "scratch of " + buffer.name();
    return buffer
        .ring()
        .map(ring -> "%s (%d of %d rows)".formatted(name, ring.kept(), ring.rows()))
        .orElse(name);
  }
}
