package dev.halyard.harness.firmware;

import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.harness.disk.FullDisk;
import dev.halyard.probes.subprocess.Subprocess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs {@code ci/build-firmware}, and ends it if it takes too long.
 *
 * @param root the checkout
 * @param work folder whose {@code target/<board>} Cargo keeps
 * @param timeout the longest that one build may take
 */
record CargoBuild(Path root, Path work, Duration timeout) {
  static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final int SHOWN_LINES = 12;
  private static final ProcessBuilder.Redirect NO_INPUT =
      ProcessBuilder.Redirect.from(new File("/dev/null"));
  private static final String REMEDY = "correct that, or install what is missing with ci/bootstrap";

  /** A build that may take as long as a loaded computer needs for the first of a board. */
  CargoBuild(Path root, Path work) {
    this(root, work, TIMEOUT);
  }

  /**
   * What was built.
   *
   * @param elf the executable, in Cargo's folder
   * @param toolchain the compiler's version line
   * @param map the linker's map, in the package's folder
   * @param images what one flashes instead of the executable, in the package's folder
   */
  record Result(Path elf, String toolchain, Path map, List<Path> images) {}

  /**
   * Builds a package.
   *
   * @throws DoesNotFitException if the firmware is too large for the board
   * @throws BuildException if the script fails or does not end
   * @throws IOException if its output cannot be read
   */
  Result run(FirmwareBuilder.Prepared prepared) throws IOException {
    Path log = prepared.folder().resolve("build.log");
    Path out = prepared.folder().resolve("build.out");
    String board = prepared.board().name();
    List<String> command =
        List.of(
            root.resolve("ci/build-firmware").toString(),
            board,
            prepared.folder().toString(),
            work.resolve("target").resolve(prepared.board().firmwareOwner()).toString());
    int status = run(command, prepared.buildId(), out, log);
    if (status != 0) {
      Optional<DoesNotFitException> tooLarge =
          FirmwareTooLarge.inLog(readLines(log), prepared.board(), prepared.crates());
      if (tooLarge.isPresent()) {
        throw tooLarge.get();
      }
      throw new BuildException(
          "the firmware for %s was not built: ci/build-firmware ended with exit status %d (whole log: %s)"
              .formatted(board, status, log),
          errors(log),
          FullDisk.stopped(readLines(log), work) ? FullDisk.problem(work) : REMEDY);
    }
    List<String> lines = Files.readAllLines(out);
    return new Result(
        Path.of(value(lines, "elf=")),
        value(lines, "toolchain="),
        Path.of(value(lines, "map=")),
        values(lines, "image=").map(Path::of).toList());
  }

  /** Returns the exit status. */
  private int run(List<String> command, String buildId, Path out, Path log) throws IOException {
    try (Subprocess script =
        Subprocess.startScript(
            command,
            builder -> {
              builder.environment().put("HALYARD_BUILD_ID", buildId);
              builder
                  .redirectInput(NO_INPUT)
                  .redirectOutput(out.toFile())
                  .redirectError(log.toFile());
            })) {
      boolean ended = script.awaitExit(timeout);
      if (Thread.currentThread().isInterrupted()) {
        throw new BuildException("interrupted while cargo was running", List.of(), "try again");
      }
      if (!ended) {
        throw new BuildException(
            "cargo did not end within %d minutes (whole log: %s)"
                .formatted(timeout.toMinutes(), log),
            errors(log),
            "run again, it goes on where it stopped");
      }
      return script.evidence().exitCode().orElseThrow();
    }
  }

  /** Returns the first error of Cargo's log with the lines that explain it. */
  private static List<String> errors(Path log) throws IOException {
    List<String> lines = readLines(log);
    int first = 0;
    while (first < lines.size() && !lines.get(first).startsWith("error")) {
      first++;
    }
    int start = first < lines.size() ? first : Math.max(0, lines.size() - SHOWN_LINES);
    return new ArrayList<>(lines.subList(start, Math.min(lines.size(), start + SHOWN_LINES)));
  }

  /** Cargo may print what is not UTF-8, for example names of files. */
  private static List<String> readLines(Path log) throws IOException {
    return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
  }

  private static String value(List<String> lines, String key) {
    return values(lines, key)
        .findFirst()
        .orElseThrow(
            () -> new BuildException("ci/build-firmware printed no '" + key + "'", lines, REMEDY));
  }

  private static Stream<String> values(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()));
  }
}
