package dev.halyard.harness.report.benchmark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a model did not run, in a few words. */
final class Misfit {
  private static final Pattern EXCESS =
      Pattern.compile(
          "([0-9][0-9,]*) (?:bytes )?too many|too large for its (\\w+ ?\\w*) by ([0-9,]+)");
  private static final Pattern MEMORY = Pattern.compile("(flash|RAM)");

  private Misfit() {}

  /** Returns for example {@code does not fit by 20 384 bytes of RAM}. */
  static String of(BenchmarkRow row) {
    String cause = String.valueOf(row.cause());
    Matcher excess = EXCESS.matcher(cause);
    if (!excess.find()) {
      return row.verdict();
    }
    String bytes = excess.group(1) == null ? excess.group(3) : excess.group(1);
    Matcher memory = MEMORY.matcher(cause);
    return "does not fit by "
        + bytes.replace(',', ' ')
        + " bytes"
        + (memory.find() ? " of " + memory.group(1) : "");
  }
}
