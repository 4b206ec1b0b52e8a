package dev.halyard.harness.firmware;

import dev.halyard.engine.CompileOptions;
import dev.halyard.engine.Compiler;
import dev.halyard.engine.MemoryChecks;
import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.metrics.FittingBoard;
import dev.halyard.targets.Board;
import dev.halyard.targets.InstructionSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Looks for boards that models fit. Nothing is linked here: how much code there will be is
 * estimated from firmwares of other models.
 */
public final class FittingBoards {
  /** About what start-up, agent and models' frame take. */
  private static final long BASE_CODE = 22 << 10;

  /** Xtensa's code comes without windows and calls by literals. */
  private static final long XTENSA_BASE_CODE = 28 << 10;

  /** AVR speaks the same protocol; its instructions have 16 bits, and all is built for size. */
  private static final long AVR_BASE_CODE = 18 << 10;

  /** About what a kind of kernel adds, streaming included. */
  private static final long KERNEL_CODE = 3584;

  private static final long AVR_KERNEL_CODE = 2 << 10;

  private FittingBoards() {}

  /** Returns those of some boards that models fit together, in the same order. */
  public static List<FittingBoard> find(
      List<ModelFile> models, InputPolicy inputs, Collection<Board> boards) {
    return boards.parallelStream().flatMap(board -> fit(models, inputs, board).stream()).toList();
  }

  private static Optional<FittingBoard> fit(
      List<ModelFile> models, InputPolicy inputs, Board board) {
    CompileOptions options = CompileOptions.DEFAULT.withInputs(inputs);
    List<ModelCrate> crates = new ArrayList<>();
    try {
      for (ModelFile model : models) {
        crates.add(Compiler.compile(model.bytes(), model.name(), board, options));
      }
      MemoryChecks.requireFit(crates, board);
    } catch (CompileException e) {
      return Optional.empty();
    }
    long arenaBytes = crates.stream().mapToLong(c -> c.plan().memory().arenaBytes()).sum();
    FlashUse flash = fullest(crates, board);
    return flash.bytes() > flash.budget()
        ? Optional.empty()
        : Optional.of(
            new FittingBoard(
                board.name(), arenaBytes, board.arenaBudget(), flash.bytes(), flash.budget()));
  }

  /** What a firmware needs of a region of flash, and what that has. */
  private record FlashUse(long bytes, long budget) {
    /** Returns how full the region becomes, 1 for full. */
    double share() {
      return (double) bytes / budget;
    }
  }

  /** Returns the fullest flash: code and weights may lie in two regions, or in one. */
  private static FlashUse fullest(List<ModelCrate> crates, Board board) {
    long weights = crates.stream().mapToLong(ModelCrate::weightBytes).sum();
    long code = code(crates, board);
    long budget = board.weightsBudget();
    if (board.bootFlash().equals(board.weightsFlash())) {
      return new FlashUse(code + weights, budget);
    }
    FlashUse ofCode = new FlashUse(code, board.bootFlash().bytes());
    FlashUse ofWeights = new FlashUse(weights, budget);
    return ofCode.share() > ofWeights.share() ? ofCode : ofWeights;
  }

  private static long code(List<ModelCrate> crates, Board board) {
    long kernels =
        crates.stream()
            .flatMap(crate -> crate.plan().steps().stream())
            .map(step -> step.use().kernel())
            .distinct()
            .count();
    boolean avr = board.instructionSet() == InstructionSet.AVR;
    return base(board.instructionSet()) + kernels * (avr ? AVR_KERNEL_CODE : KERNEL_CODE);
  }

  private static long base(InstructionSet instructionSet) {
    return switch (instructionSet) {
      case AVR -> AVR_BASE_CODE;
      case XTENSA_LX -> XTENSA_BASE_CODE;
      default -> BASE_CODE;
    };
  }
}
