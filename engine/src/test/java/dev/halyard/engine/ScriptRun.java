package dev.halyard.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a script of this repository that checks something, and tells how far it came. */
final class ScriptRun {
  private static final int SHOWN_LINES = 60;

  private ScriptRun() {}

  /**
   * Runs a command with its output in a log.
   *
   * @throws AssertionError with the end of the log, if the command fails or takes too long
   */
  static void requireSuccess(List<String> command, Path log, Duration limit)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String what = String.join(" ", command);
    if (!ended) {
      throw new AssertionError(
          "%s has not ended within %d s, nothing is known of what comes after the last line; run it by itself, or on a computer with less load\n%s"
              .formatted(what, limit.toSeconds(), end(log)));
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(
          "%s ended with status %d\n%s".formatted(what, process.exitValue(), end(log)));
    }
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()))
        + "\nwhole log: "
        + log;
  }
}
