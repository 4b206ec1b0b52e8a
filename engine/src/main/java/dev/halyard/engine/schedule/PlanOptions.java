package dev.halyard.engine.schedule;

import dev.halyard.engine.kernel.Kernel;
import dev.halyard.engine.memory.InputPolicy;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a user may decide about a plan.
 *
 * @param inputs whether the memory of inputs is reused during an inference
 * @param ramBytes what the arena (tensors, rings and scratch memory) may have at most; empty for
 *     what the board has, as far as {@code optimize} uses it
 * @param flashBytes what the arrays of kernels (weights, records of channels, tables) may have at
 *     most; empty for what the board has, as far as {@code optimize} uses it
 * @param optimize what kernels are chosen for
 * @param without kernels that are not chosen; a plain one is where nothing else is left
 */
public record PlanOptions(
    InputPolicy inputs,
    OptionalLong ramBytes,
    OptionalLong flashBytes,
    OptimizeFor optimize,
    Set<Kernel> without) {

  /** Inputs kept, balanced kernels, the board's memory. */
  public static final PlanOptions DEFAULT =
      new PlanOptions(
          InputPolicy.KEPT,
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptimizeFor.BALANCED,
          Set.of());

  /** Copies the set. */
  public PlanOptions {
    without = Set.copyOf(without);
  }

  /** Returns these options with another policy for inputs. */
  public PlanOptions withInputs(InputPolicy other) {
    return new PlanOptions(other, ramBytes, flashBytes, optimize, without);
  }

  /** Returns these options with at most so many bytes for the arena. */
  public PlanOptions withRam(OptionalLong other) {
    return new PlanOptions(inputs, other, flashBytes, optimize, without);
  }

  /** Returns these options with at most so many bytes for the arrays of kernels. */
  public PlanOptions withFlash(OptionalLong other) {
    return new PlanOptions(inputs, ramBytes, other, optimize, without);
  }

  /** Returns these options with other kernels left out. */
  public PlanOptions without(Set<Kernel> other) {
    return new PlanOptions(inputs, ramBytes, flashBytes, optimize, other);
  }
}
