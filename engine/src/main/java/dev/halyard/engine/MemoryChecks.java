package dev.halyard.engine;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.diagnostic.Shortage;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanOptions;
import dev.halyard.targets.Board;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether models fit a board together. How much code there is besides is known only when a firmware
 * is linked: weights that pass here may still be too large.
 */
public final class MemoryChecks {
  private MemoryChecks() {}

  /**
   * Checks the models of one firmware; each has an arena of its own.
   *
   * @param crates at least one
   * @throws DoesNotFitException if arenas or weights are larger than the board's memory; says by
   *     how much, and what takes the space
   */
  public static void requireFit(List<ModelCrate> crates, Board board) {
    long arenaBytes = crates.stream().mapToLong(c -> c.plan().memory().arenaBytes()).sum();
    long weightBytes = crates.stream().mapToLong(ModelCrate::weightBytes).sum();
    List<Shortage> shortages = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    if (arenaBytes > board.arenaBudget()) {
      Shortage ram = new Shortage(Shortage.Memory.RAM, arenaBytes, board.arenaBudget());
      shortages.add(ram);
      problems.add(
          Diagnostic.error(
              models(crates),
              tooLarge(crates.size() == 1 ? "arena" : "arenas", ram, board)
                  + beside(board)
                  + "; largest "
                  + each(crates, ModelCrate::largestTensors)));
    }
    if (weightBytes > board.weightsBudget()) {
      Shortage flash = new Shortage(Shortage.Memory.FLASH, weightBytes, board.weightsBudget());
      shortages.add(flash);
      problems.add(
          Diagnostic.error(
              models(crates),
              tooLarge("weights", flash, board)
                  + ", and code is not counted yet; largest: "
                  + each(crates, ModelCrate::largestWeights)));
    }
    if (!shortages.isEmpty()) {
      throw new DoesNotFitException(shortages, problems);
    }
  }

  /**
   * Checks what a user wants a model to have at most.
   *
   * @throws CompileException if the smallest arena or the smallest weights that there are have more
   *     bytes; says by how much, and what takes the space
   */
  public static void requireWithin(Plan plan, PlanOptions options) {
    List<Diagnostic> problems = new ArrayList<>();
    long arenaBytes = plan.memory().arenaBytes();
    if (arenaBytes > options.ramBytes().orElse(Long.MAX_VALUE)) {
      problems.add(
          tooSmall(
              plan, "arena", options.ramBytes().getAsLong(), arenaBytes, LargestParts.arena(plan)));
    }
    weightsShortage(plan, options).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new CompileException(problems);
    }
  }

  /**
   * Checks what a user wants weights to have at most.
   *
   * @throws CompileException if the smallest that there are have more bytes
   */
  public static void requireWeightsWithin(Plan plan, PlanOptions options) {
    Optional<Diagnostic> problem = weightsShortage(plan, options);
    if (problem.isPresent()) {
      throw new CompileException(List.of(problem.get()));
    }
  }

  private static Optional<Diagnostic> weightsShortage(Plan plan, PlanOptions options) {
    if (plan.flashBytes() <= options.flashBytes().orElse(Long.MAX_VALUE)) {
      return Optional.empty();
    }
    List<Long> byStep = plan.steps().stream().map(step -> step.use().cost().flashBytes()).toList();
    return Optional.of(
        tooSmall(
            plan,
            "weights",
            options.flashBytes().getAsLong(),
            plan.flashBytes(),
            LargestParts.weights(plan, byStep)));
  }

  private static Diagnostic tooSmall(
      Plan plan, String what, long wanted, long least, String largest) {
    return Diagnostic.error(
        "model '" + plan.graph().name() + "'",
        String.format(
            Locale.ROOT,
            "%s: %s to be enough, but the smallest %s %s, %s too many: ask for at least %s;"
                + " largest %s",
            what,
            wanted == 1 ? "1 byte is" : grouped(wanted) + " bytes are",
            what.equals("arena") ? "one has" : "ones have",
            grouped(least),
            grouped(least - wanted),
            grouped(least),
            largest));
  }

  private static String models(List<ModelCrate> crates) {
    return crates.stream()
        .map(crate -> "model '" + crate.graph().name() + "'")
        .collect(Collectors.joining(", "));
  }

  private static String tooLarge(String what, Shortage shortage, Board board) {
    return String.format(
        Locale.ROOT,
        "%s: %s bytes, but board '%s' has %s bytes of %s for it: %s too many",
        what,
        grouped(shortage.needed()),
        board.name(),
        grouped(shortage.available()),
        shortage.memory().text(),
        grouped(shortage.excess()));
  }

  private static String beside(Board board) {
    String agent = grouped(board.reserved().agentBytes());
    String bytes = grouped(board.arenaRam().bytes());
    return board.stackRam().equals(board.arenaRam())
        ? " (of %s bytes in all, the stack takes %s and the agent %s)"
            .formatted(bytes, grouped(board.reserved().stackBytes()), agent)
        : " (of %s bytes of '%s', the agent takes %s)"
            .formatted(bytes, board.arenaRam().name(), agent);
  }

  private static String each(List<ModelCrate> crates, Function<ModelCrate, String> parts) {
    return crates.size() == 1
        ? parts.apply(crates.get(0))
        : crates.stream()
            .map(crate -> "'" + crate.graph().name() + "' " + parts.apply(crate))
            .collect(Collectors.joining("; "));
  }
}
