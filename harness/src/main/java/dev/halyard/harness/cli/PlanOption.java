package dev.halyard.harness.cli;

import dev.halyard.engine.kernel.Kernel;
import dev.halyard.engine.schedule.OptimizeFor;
import dev.halyard.engine.schedule.PlanOptions;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that decide about a model's plan, which several commands share. */
final class PlanOption {
  @Mixin private InputsOption inputs;

  @Mixin private RamOption ram;

  @Option(
      names = "--flash",
      paramLabel = "BYTES",
      converter = ByteCount.class,
      description =
          "The most that weights, channel records and tables may have together (default: what --optimize"
              + " says).")
  private @Nullable Long flash;

  @Option(
      names = "--optimize",
      paramLabel = "FOR",
      defaultValue = "balanced",
      converter = Goal.class,
      description =
          "What kernels are chosen for. speed: the fewest instructions that flash and RAM of the board"
              + " allow; balanced: at most 1.3 times the flash of plain kernels, and the RAM of whole tensors and a"
              + " tenth; size: the least flash (default: ${DEFAULT-VALUE}).")
  private OptimizeFor optimize;

  @Option(
      names = "--without",
      paramLabel = "KERNEL",
      split = ",",
      converter = KernelName.class,
      description =
          "Kernels that are not to be used, so that the next best are seen; a plain one stays where there is no"
              + " other.")
  private Set<Kernel> without = Set.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Returns what was asked for.
   *
   * @throws ParameterException if it is not possible
   */
  PlanOptions options() {
    if (flash != null && flash < 1) {
      throw new ParameterException(
          spec.commandLine(), "--flash is %d; accepted: 1 or more bytes".formatted(flash));
    }
    OptionalLong flashBytes = flash == null ? OptionalLong.empty() : OptionalLong.of(flash);
    return new PlanOptions(inputs.policy(), ram.bytes(), flashBytes, optimize, without);
  }

  /** A goal by its word. */
  static final class Goal extends Words<OptimizeFor> {
    Goal() {
      super(OptimizeFor.class);
    }
  }

  /** A kernel by the name of its module. */
  static final class KernelName extends Words<Kernel> {
    KernelName() {
      super(Kernel.class);
    }
  }
}
