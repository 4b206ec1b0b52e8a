package dev.halyard.harness.cli;

import dev.halyard.engine.memory.InputPolicy;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

  /** A policy in the words of {@code --help}. */
  static final class Policy implements ITypeConverter<InputPolicy> {
    @Override
    public InputPolicy convert(String text) {
      return Stream.of(InputPolicy.values())
          .filter(policy -> policy.name().equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not known; accepted: consumed, kept".formatted(text)));
    }
  }
}
