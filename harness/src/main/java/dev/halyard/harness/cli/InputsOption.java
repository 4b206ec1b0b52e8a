package dev.halyard.harness.cli;

import dev.halyard.engine.memory.InputPolicy;
import picocli.CommandLine.Option;

/** The {@code --inputs} option that several commands share. */
final class InputsOption {
  @Option(
      names = "--inputs",
      paramLabel = "POLICY",
      defaultValue = "consumed",
      converter = Policy.class,
      description =
          "consumed: an inference reuses the memory of its inputs, which are set before each; kept: it leaves"
              + " them, so that they can be inferred again (default: ${DEFAULT-VALUE}).")
  private InputPolicy policy;

  InputPolicy policy() {
    return policy;
  }

  /** A policy by its word. */
  static final class Policy extends Words<InputPolicy> {
    Policy() {
      super(InputPolicy.class);
    }
  }
}
