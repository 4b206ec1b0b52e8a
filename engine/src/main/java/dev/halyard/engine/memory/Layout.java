package dev.halyard.engine.memory;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The offsets that come of placing buffers one by one, each where it fits among those before. */
final class Layout {

  /** Which of the places where a buffer fits is taken. */
  enum Fit {
    /** The lowest. */
    FIRST,
    /** The one with the least room left above, overlaps that are permitted before all others. */
    BEST
  }

  private static final long UNPLACED = -1;

  private final ConflictTable table;
  private final long[] offsets;
  private Extent extent = new Extent(0, 0);

  private Layout(ConflictTable table) {
    this.table = table;
    this.offsets = new long[table.size()];
    Arrays.fill(offsets, UNPLACED);
  }

  /** Returns the layout of buffers placed in that order. */
  static Layout of(ConflictTable table, int[] order, Fit fit) {
    Layout layout = new Layout(table);
    for (int index : order) {
      layout.offsets[index] = layout.place(index, fit);
    }
    layout.extent = Extent.of(layout.placements());
    return layout;
  }

  /** Returns how much the layout takes. */
  Extent extent() {
    return extent;
  }

  /** Returns the offset of the first byte after a buffer. */
  long end(int index) {
    return offsets[index] + table.buffer(index).bytes();
  }

  /** Returns the placements by index; all buffers must be placed. */
  List<Placement> placements() {
    return IntStream.range(0, offsets.length)
        .mapToObj(i -> new Placement(table.buffer(i), offsets[i]))
        .toList();
  }

  private long place(int index, Fit fit) {
    int alignment = table.buffer(index).alignment();
    Choice choice = new Choice(index, fit);
    choice.consider(0);
    for (int other : table.neighbours(index)) {
      if (offsets[other] == UNPLACED) {
        continue;
      }
      choice.consider(alignUp(end(other), alignment));
      OverlapRule over = table.rule(index, other);
      if (over != null) {
        choice.consider(alignDown(over.outputStart(offsets[other]), alignment));
      }
      OverlapRule under = table.rule(other, index);
      if (under != null) {
        choice.consider(alignUp(under.inputStart(offsets[other]), alignment));
      }
    }
    return choice.start;
  }

  private static long alignUp(long offset, int alignment) {
    return (offset + alignment - 1) & -alignment;
  }

  private static long alignDown(long offset, int alignment) {
    return offset & -alignment;
  }

  /** The best place found so far for one buffer. */
  private final class Choice {
    private final int index;
    private final long bytes;
    private final Fit fit;
    private long start = Long.MAX_VALUE;
    private long cost = Long.MAX_VALUE;

    Choice(int index, Fit fit) {
      this.index = index;
      this.bytes = table.buffer(index).bytes();
      this.fit = fit;
    }

    void consider(long candidate) {
      if (candidate < 0 || !fits(candidate)) {
        return;
      }
      long candidateCost = fit == Fit.FIRST ? candidate : room(candidate);
      if (candidateCost < cost || (candidateCost == cost && candidate < start)) {
        start = candidate;
        cost = candidateCost;
      }
    }

    private boolean fits(long candidate) {
      for (int other : table.neighbours(index)) {
        if (offsets[other] != UNPLACED
            && !table.compatible(index, candidate, other, offsets[other])) {
          return false;
        }
      }
      return true;
    }

    /** Returns the gap above; negative, by the bytes shared, where an overlap is used. */
    private long room(long candidate) {
      long gap = Long.MAX_VALUE / 2;
      long shared = 0;
      for (int other : table.neighbours(index)) {
        if (offsets[other] == UNPLACED) {
          continue;
        }
        long common = Math.min(candidate + bytes, end(other)) - Math.max(candidate, offsets[other]);
        shared += Math.max(0, common);
        if (offsets[other] >= candidate + bytes) {
          gap = Math.min(gap, offsets[other] - candidate - bytes);
        }
      }
      return shared > 0 ? -shared : gap;
    }
  }
}
