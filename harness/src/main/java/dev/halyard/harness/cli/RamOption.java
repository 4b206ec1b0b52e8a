package dev.halyard.harness.cli;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code --ram} option that several commands share. */
final class RamOption {
  @Option(
      names = "--ram",
      paramLabel = "BYTES",
      converter = ByteCount.class,
      description =
          "The most that the arena may have, for example 6000 or 6K: tensors, rings and scratch memory. Where tensors do not lie"
              + " whole in it, segments of the model stream by rows (default: what the board has).")
  private @Nullable Long bytes;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Returns what was asked for.
   *
   * @throws ParameterException if it is not positive
   */
  OptionalLong bytes() {
    if (bytes == null) {
      return OptionalLong.empty();
    }
    if (bytes < 1) {
      throw new ParameterException(
          spec.commandLine(), "--ram is %d; accepted: 1 or more bytes".formatted(bytes));
    }
    return OptionalLong.of(bytes);
  }
}
