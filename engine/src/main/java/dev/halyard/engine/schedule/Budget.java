package dev.halyard.engine.schedule;

/**
 * What a plan may take.
 *
 * @param optimize what to choose within the limits
 * @param arena for tensors, rings and scratch memory
 * @param flash for the arrays of kernels: weights, records of channels, tables
 */
public record Budget(OptimizeFor optimize, Limit arena, Limit flash) {

  /**
   * A limit.
   *
   * @param bytes at most
   * @param isAsked whether a user named it, so that all of it may be used; the board's own is used
   *     as far as {@link OptimizeFor} says
   */
  public record Limit(long bytes, boolean isAsked) {
    /** No limit. */
    public static final Limit NONE = new Limit(Long.MAX_VALUE, true);
  }

  /** Returns a budget of RAM alone, for the fastest kernels. */
  public static Budget ofArena(long bytes) {
    return new Budget(OptimizeFor.SPEED, new Limit(bytes, true), Limit.NONE);
  }
}
