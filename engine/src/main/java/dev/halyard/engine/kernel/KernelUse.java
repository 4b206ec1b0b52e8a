package dev.halyard.engine.kernel;

import java.util.Map;

/**
 * A kernel as it serves one node.
 *
 * @param kernel that computes the node
 * @param tiles its work, of each call if there are several
 * @param scratch its working memory
 * @param access by index of the node's inputs: how the output may lie over that input; an input
 *     that is not there may not share a byte with the output
 * @param macs multiplications that are added to a sum; 0 for operators that have none
 * @param cost as predicted
 */
public record KernelUse(
    Kernel kernel,
    TileSpace tiles,
    Scratch scratch,
    Map<Integer, AccessOrder> access,
    long macs,
    Cost cost) {

  /** The cost of a plain kernel until {@link PlainCosts} tells it. */
  static final Cost UNKNOWN = new Cost(0, 0);

  /** Copies the map. */
  public KernelUse {
    access = Map.copyOf(access);
  }

  /** Returns a use without scratch memory and multiplications. */
  static KernelUse of(Kernel kernel, TileSpace tiles, Map<Integer, AccessOrder> access) {
    return new KernelUse(kernel, tiles, Scratch.NONE, access, 0, UNKNOWN);
  }

  /** Returns this use with another cost. */
  KernelUse withCost(Cost other) {
    return new KernelUse(kernel, tiles, scratch, access, macs, other);
  }
}
