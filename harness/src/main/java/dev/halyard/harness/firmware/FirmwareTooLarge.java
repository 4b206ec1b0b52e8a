package dev.halyard.harness.firmware;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.diagnostic.Shortage;
import dev.halyard.targets.Board;
import dev.halyard.targets.MemoryRegion;
import java.util.Comparator;
import java.util.HashMap;
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

  /** What avr-ld calls flash, beside the names that linker scripts give it. */
  private static final Set<String> FLASH = Set.of("flash", "rom", "text");

  private FirmwareTooLarge() {}

  /** Returns the error of a linker that ran out of a memory region, if its output tells of one. */
  static Optional<DoesNotFitException> inLog(
      List<String> log, Board board, List<ModelCrate> crates) {
    Map<MemoryRegion, Long> excess = new HashMap<>();
    for (String line : log) {
      Matcher matcher = OVERFLOW.matcher(line);
      while (matcher.find()) {
        excess.merge(region(matcher.group(1), board), Long.parseLong(matcher.group(2)), Math::max);
      }
    }
    List<Overflow> overflows =
        board.memory().stream()
            .filter(excess::containsKey)
            .map(region -> Overflow.of(region, excess.get(region), board))
            .sorted(Comparator.comparing(overflow -> overflow.shortage().memory()))
            .toList();
    return overflows.isEmpty() ? Optional.empty() : Optional.of(error(overflows, board, crates));
  }

  /** Returns the region of a board that a linker script's is: of its name, or of its kind. */
  private static MemoryRegion region(String name, Board board) {
    return board.memory().stream()
        .filter(region -> region.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(
            () ->
                FLASH.contains(name.toLowerCase(Locale.ROOT))
                    ? board.bootFlash()
                    : board.arenaRam());
  }

  /**
   * @throws DoesNotFitException if a firmware takes more flash than the board has
   */
  static void requireFits(long flashBytes, Board board, List<ModelCrate> crates) {
    if (flashBytes > board.flashBytes()) {
      Shortage shortage = new Shortage(Shortage.Memory.FLASH, flashBytes, board.flashBytes());
      throw error(List.of(new Overflow(shortage, "", true)), board, crates);
    }
  }

  /**
   * Memory that a firmware has too little of.
   *
   * @param shortage by how much
   * @param place which region it is, as part of a sentence; empty where there is but one of a kind
   * @param ofModels whether weights or arenas lie there
   */
  private record Overflow(Shortage shortage, String place, boolean ofModels) {
    static Overflow of(MemoryRegion region, long excess, Board board) {
      Shortage.Memory memory = region.isRam() ? Shortage.Memory.RAM : Shortage.Memory.FLASH;
      boolean alone =
          board.memory().stream().filter(other -> other.kind() == region.kind()).count() == 1;
      return new Overflow(
          new Shortage(memory, region.bytes() + excess, region.bytes()),
          alone ? "" : " in '" + region.name() + "'",
          region.equals(board.arenaRam()) || region.equals(board.weightsFlash()));
    }

    String text(Board board, List<ModelCrate> crates) {
      return String.format(
              Locale.ROOT,
              "too large for the board's %s bytes of %s%s: %s too many",
              grouped(shortage.available()),
              shortage.memory().text(),
              place,
              grouped(shortage.excess()))
          + (ofModels ? parts(board, crates) : "");
    }

    private String parts(Board board, List<ModelCrate> crates) {
      boolean flash = shortage.memory() == Shortage.Memory.FLASH;
      long models =
          crates.stream()
              .mapToLong(c -> flash ? c.weightBytes() : c.plan().memory().arenaBytes())
              .sum();
      return String.format(
              Locale.ROOT,
              "; %s take %s, %s %s",
              flash ? "weights" : "arenas",
              grouped(models),
              flash ? code(board) : variables(board),
              grouped(shortage.needed() - models))
          + crates.stream().map(crate -> largest(crate, flash)).collect(Collectors.joining());
    }

    private static String code(Board board) {
      return board.bootFlash().equals(board.weightsFlash())
          ? "code and its constants"
          : "constants of code";
    }

    private static String variables(Board board) {
      return board.stackRam().equals(board.arenaRam())
          ? "stack and other variables"
          : "other variables";
    }
  }

  private static DoesNotFitException error(
      List<Overflow> overflows, Board board, List<ModelCrate> crates) {
    String firmware = "firmware for '" + board.name() + "'";
    return new DoesNotFitException(
        overflows.stream().map(Overflow::shortage).toList(),
        overflows.stream()
            .map(overflow -> Diagnostic.error(firmware, overflow.text(board, crates)))
            .toList());
  }

  private static String largest(ModelCrate crate, boolean flash) {
    String parts = flash ? ": " + crate.largestWeights() : " " + crate.largestTensors();
    return "; largest of '" + crate.graph().name() + "'" + parts;
  }
}
