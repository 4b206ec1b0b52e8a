package dev.halyard.harness.firmware;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.diagnostic.Shortage;
import dev.halyard.targets.Board;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells of a firmware that does not fit a board, by how much, and what takes the space. The
 * compiler has checked weights and arena alone; how much code there is, is known only when it is
 * linked.
 */
final class FirmwareTooLarge {
  /** What the linkers ld and lld say of a memory region. */
  private static final Pattern OVERFLOW =
      Pattern.compile("region [`'](\\w+)'[^\\n]*overflowed by (\\d+) bytes");

  /** How linker scripts call what is flash; the rest is RAM. */
  private static final Set<String> FLASH = Set.of("flash", "rom", "text");

  private FirmwareTooLarge() {}

  /** Returns the error of a linker that ran out of a memory region, if its output tells of one. */
  static Optional<DoesNotFitException> inLog(
      List<String> log, Board board, List<ModelCrate> crates) {
    Map<Shortage.Memory, Long> excess = new EnumMap<>(Shortage.Memory.class);
    for (String line : log) {
      Matcher matcher = OVERFLOW.matcher(line);
      while (matcher.find()) {
        boolean flash = FLASH.contains(matcher.group(1).toLowerCase(Locale.ROOT));
        excess.merge(
            flash ? Shortage.Memory.FLASH : Shortage.Memory.RAM,
            Long.parseLong(matcher.group(2)),
            Math::max);
      }
    }
    return excess.isEmpty() ? Optional.empty() : Optional.of(error(excess, board, crates));
  }

  /**
   * @throws DoesNotFitException if a firmware takes more flash than the board has
   */
  static void requireFits(long flashBytes, Board board, List<ModelCrate> crates) {
    long excess = flashBytes - board.flashBytes();
    if (excess > 0) {
      throw error(Map.of(Shortage.Memory.FLASH, excess), board, crates);
    }
  }

  private static DoesNotFitException error(
      Map<Shortage.Memory, Long> excess, Board board, List<ModelCrate> crates) {
    List<Shortage> shortages =
        excess.entrySet().stream()
            .map(entry -> shortage(entry.getKey(), entry.getValue(), board))
            .toList();
    List<Diagnostic> diagnostics =
        shortages.stream()
            .map(s -> Diagnostic.error("firmware for '" + board.name() + "'", text(s, crates)))
            .toList();
    return new DoesNotFitException(shortages, diagnostics);
  }

  private static Shortage shortage(Shortage.Memory memory, long excess, Board board) {
    long available = memory == Shortage.Memory.FLASH ? board.flashBytes() : board.ramBytes();
    return new Shortage(memory, available + excess, available);
  }

  private static String text(Shortage shortage, List<ModelCrate> crates) {
    boolean flash = shortage.memory() == Shortage.Memory.FLASH;
    long models =
        crates.stream()
            .mapToLong(c -> flash ? c.weightBytes() : c.plan().memory().arenaBytes())
            .sum();
    return String.format(
            Locale.ROOT,
            "too large for the board's %s bytes of %s: %s too many; %s take %s, %s %s",
            grouped(shortage.available()),
            shortage.memory().text(),
            grouped(shortage.excess()),
            flash ? "weights" : "arenas",
            grouped(models),
            flash ? "code and its constants" : "stack and other variables",
            grouped(shortage.needed() - models))
        + crates.stream().map(crate -> largest(crate, flash)).collect(Collectors.joining());
  }

  private static String largest(ModelCrate crate, boolean flash) {
    String parts = flash ? ": " + crate.largestWeights() : " " + crate.largestTensors();
    return "; largest of '" + crate.graph().name() + "'" + parts;
  }
}
