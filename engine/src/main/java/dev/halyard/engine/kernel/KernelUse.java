package dev.halyard.engine.kernel;

import java.util.Map;
import java.util.Optional;

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
 * @param channels that the kernel was offered for; empty where it needs no proof
 */
public record KernelUse(
    Kernel kernel,
    TileSpace tiles,
    Scratch scratch,
    Map<Integer, AccessOrder> access,
    long macs,
    Cost cost,
    Optional<ProvenChannels> channels) {

  /** The cost of a plain kernel until {@link PlainCosts} tells it. */
  static final Cost UNKNOWN = new Cost(0, 0);

  /** Copies the map. */
  public KernelUse {
    access = Map.copyOf(access);
  }

  /** A use that needs no proof. */
  KernelUse(
      Kernel kernel,
      TileSpace tiles,
      Scratch scratch,
      Map<Integer, AccessOrder> access,
      long macs,
      Cost cost) {
    this(kernel, tiles, scratch, access, macs, cost, Optional.empty());
  }

  /** Returns a use without scratch memory and multiplications. */
  static KernelUse of(Kernel kernel, TileSpace tiles, Map<Integer, AccessOrder> access) {
    return new KernelUse(kernel, tiles, Scratch.NONE, access, 0, UNKNOWN);
  }

  /** Returns this use with another cost. */
  KernelUse withCost(Cost other) {
    return new KernelUse(kernel, tiles, scratch, access, macs, other, channels);
  }

  /** Returns this use with the channels that it was offered for. */
  KernelUse withChannels(ProvenChannels proven) {
    return new KernelUse(kernel, tiles, scratch, access, macs, cost, Optional.of(proven));
  }

  /**
   * Returns the channels that the kernel was offered for.
   *
   * @param type of the kernel's channels
   * @throws IllegalStateException if it was offered with others, or without
   */
  public <T extends ProvenChannels> T channels(Class<T> type) {
    return channels
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "kernel %s was offered without its %s"
                        .formatted(kernel.module(), type.getSimpleName())));
  }
}
