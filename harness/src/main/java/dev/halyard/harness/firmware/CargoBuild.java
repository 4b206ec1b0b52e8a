package dev.halyard.harness.firmware;

import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.probes.subprocess.Executables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    ProcessBuilder builder =
        new ProcessBuilder(endedWithThis(command))
            .redirectError(log.toFile())
            .redirectOutput(out.toFile());
    builder.environment().put("HALYARD_BUILD_ID", prepared.buildId());
    int status = waitFor(start(builder), log);
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
          REMEDY);
    }
    List<String> lines = Files.readAllLines(out);
    return new Result(
        Path.of(value(lines, "elf=")),
        value(lines, "toolchain="),
        Path.of(value(lines, "map=")),
        values(lines, "image=").map(Path::of).toList());
  }

  /**
   * Returns the command that the kernel asks to end when this program is killed. The script ends
   * Cargo then. The thread that starts it waits for it, so that it is not ended before.
   */
  static List<String> endedWithThis(List<String> command) {
    List<String> guarded = new ArrayList<>();
    Executables.find("setpriv")
        .ifPresent(setpriv -> guarded.addAll(List.of(setpriv.toString(), "--pdeathsig", "TERM")));
    guarded.addAll(command);
    return guarded;
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .start();
    } catch (IOException e) {
      throw new BuildException(
          "cannot start ci/build-firmware: " + e.getMessage(), List.of(), REMEDY);
    }
  }

  private int waitFor(Process process, Path log) throws IOException {
    Thread killer = new Thread(() -> end(process));
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BuildException(
            "cargo did not end within %d minutes (whole log: %s)"
                .formatted(timeout.toMinutes(), log),
            errors(log),
            "run again, it goes on where it stopped");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildException("interrupted while cargo was running", List.of(), "try again");
    } finally {
      end(process);
      removeHook(killer);
    }
  }

  private static void removeHook(Thread killer) {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // The virtual machine is shutting down and runs the hook itself.
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
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
