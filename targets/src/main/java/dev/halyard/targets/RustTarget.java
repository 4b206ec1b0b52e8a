package dev.halyard.targets;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Rust is compiled for a board.
 *
 * @param target the target triple, or {@code host} for the machine that compiles
 * @param cpu the value of {@code -Ctarget-cpu}, null for the target's default
 * @param kernelFeatures features of the kernels crate that the cores allow
 */
public record RustTarget(String target, @Nullable String cpu, List<String> kernelFeatures) {

  /** Copies the list. */
  public RustTarget {
    kernelFeatures = List.copyOf(kernelFeatures);
  }

  /** Returns the value of {@code -Ctarget-cpu}, empty for the target's default. */
  public Optional<String> targetCpu() {
    return Optional.ofNullable(cpu);
  }
}
