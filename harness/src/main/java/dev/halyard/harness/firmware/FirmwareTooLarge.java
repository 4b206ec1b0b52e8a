package dev.halyard.harness.firmware;

import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.targets.Board;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells of a firmware that does not fit a board, by how much, and what takes the space. The
 * compiler has checked weights and arena alone; code and stack are known only when it is linked.
 */
final class FirmwareTooLarge {
  /** What the linkers ld and lld say of a memory region. */
  private static final Pattern OVERFLOW =
      Pattern.compile("region [`'](\\w+)'[^\\n]*overflowed by (\\d+) bytes");

  private FirmwareTooLarge() {}

  /** Returns the error of a linker that ran out of a memory region, if its output tells of one. */
  static Optional<CompileException> inLog(List<String> log, Board board, List<ModelCrate> crates) {
    String region = "";
    long most = 0;
    for (String line : log) {
      Matcher matcher = OVERFLOW.matcher(line);
      while (matcher.find()) {
        long bytes = Long.parseLong(matcher.group(2));
        region = bytes > most ? matcher.group(1) : region;
        most = Math.max(most, bytes);
      }
    }
    return most == 0
        ? Optional.empty()
        : Optional.of(error(board, crates, "region " + region, most));
  }

  /**
   * @throws CompileException if a firmware takes more flash than the board has
   */
  static void requireFits(long flashBytes, Board board, List<ModelCrate> crates) {
    long excess = flashBytes - board.flashBytes();
    if (excess > 0) {
      throw error(board, crates, "flash", excess);
    }
  }

  private static CompileException error(
      Board board, List<ModelCrate> crates, String memory, long excess) {
    String parts =
        crates.stream()
            .map(
                crate ->
                    String.format(
                        Locale.ROOT,
                        "model '%s' weights %,d, arena %,d",
                        crate.name(),
                        crate.weightBytes(),
                        crate.plan().memory().arenaBytes()))
            .collect(Collectors.joining("; "));
    return CompileException.of(
        "firmware for '" + board.name() + "'",
        String.format(
            Locale.ROOT,
            "too large for its %s by %,d bytes; the board has %,d bytes of flash and %,d of RAM,"
                + " of which %s; the rest is code and stack",
            memory,
            excess,
            board.flashBytes(),
            board.ramBytes(),
            parts));
  }
}
