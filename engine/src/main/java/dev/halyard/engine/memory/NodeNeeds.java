package dev.halyard.engine.memory;

import java.util.Map;

/**
 * What a memory plan has to know of the kernel chosen for one node.
 *
 * @param scratchBytes working memory while the node runs, at least 0
 * @param scratchAlignment in bytes, a power of two
 * @param overlaps by index of the node's inputs: how its output may lie over that input, should the
 *     input die here
 */
public record NodeNeeds(
    long scratchBytes, int scratchAlignment, Map<Integer, OverlapRule> overlaps) {
  /** No scratch, and no overlap. */
  public static final NodeNeeds NONE = new NodeNeeds(0, 1, Map.of());

  /** Copies the map. */
  public NodeNeeds {
    overlaps = Map.copyOf(overlaps);
  }

  /** Tells what each node of a graph needs. */
  @FunctionalInterface
  public interface Table {
    /** Returns the needs of the node at {@code nodeIndex} of its graph; not asked for views. */
    NodeNeeds of(int nodeIndex);
  }
}
