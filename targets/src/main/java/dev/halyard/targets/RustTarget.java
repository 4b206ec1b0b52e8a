package dev.halyard.targets;

import java.util.List;

/**
 * How Rust is compiled for a board. Flags of the compiler are in the firmware's {@code
 * cargo-config.toml}.
 *
 * @param target the target triple, or {@code host} for the machine that compiles
 * @param kernelFeatures features of the kernels crate that the cores allow
 */
public record RustTarget(String target, List<String> kernelFeatures) {

  /** Copies the list. */
  public RustTarget {
    kernelFeatures = List.copyOf(kernelFeatures);
  }
}
