package dev.halyard.engine.kernel;

import dev.halyard.targets.Board;
import dev.halyard.targets.InstructionSet;
import java.util.Set;

/**
 * The core that kernels are chosen for.
 *
 * @param instructionSet whose instructions are counted
 * @param features of {@code halyard-kernels} that a crate is built with: kernels with assembly of
 *     their own are offered only where theirs is among them
 */
public record KernelTarget(InstructionSet instructionSet, Set<String> features) {
  /** Plain kernels, on a computer. */
  public static final KernelTarget HOST = new KernelTarget(InstructionSet.HOST, Set.of());

  /** Copies the set. */
  public KernelTarget {
    features = Set.copyOf(features);
  }

  /** Returns the core of a board that boots. */
  public static KernelTarget of(Board board) {
    return new KernelTarget(board.instructionSet(), Set.copyOf(board.rust().kernelFeatures()));
  }

  /** Tells whether kernels with this feature may be called. */
  public boolean has(String feature) {
    return features.contains(feature);
  }
}
