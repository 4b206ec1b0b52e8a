package dev.halyard.engine.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request by index: who lives with whom, and which of those pairs may overlap. */
final class ConflictTable {
  private final List<Buffer> buffers;
  private final int[][] neighbours;
  private final @Nullable OverlapRule[][] rules;

  ConflictTable(MemoryRequest request) {
    buffers = request.buffers();
    neighbours = new int[buffers.size()][];
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < buffers.size(); i++) {
      if (buffers.get(i).isTensor()) {
        indexes.put(buffers.get(i).name(), i);
      }
      neighbours[i] = neighboursOf(i);
    }
    rules = new @Nullable OverlapRule[buffers.size()][buffers.size()];
    for (Overlap overlap : request.overlaps()) {
      rules[indexes.get(overlap.output())][indexes.get(overlap.input())] = overlap.rule();
    }
  }

  private int[] neighboursOf(int index) {
    List<Integer> found = new ArrayList<>();
    for (int other = 0; other < buffers.size(); other++) {
      if (other != index && buffers.get(other).isLiveWith(buffers.get(index))) {
        found.add(other);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  int size() {
    return buffers.size();
  }

  Buffer buffer(int index) {
    return buffers.get(index);
  }

  /** Returns the buffers that are alive in a step of this one's life. */
  int[] neighbours(int index) {
    return neighbours[index];
  }

  /** Returns how {@code output} may lie over {@code input}, or null if it may not. */
  @Nullable OverlapRule rule(int output, int input) {
    return rules[output][input];
  }

  /** Tells whether two neighbours may start there, being disjoint or permitted to overlap. */
  boolean compatible(int a, long aStart, int b, long bStart) {
    if (aStart + buffers.get(a).bytes() <= bStart || bStart + buffers.get(b).bytes() <= aStart) {
      return true;
    }
    OverlapRule aOverB = rules[a][b];
    OverlapRule bOverA = rules[b][a];
    return (aOverB != null && aOverB.allows(aStart, bStart))
        || (bOverA != null && bOverA.allows(bStart, aStart));
  }
}
