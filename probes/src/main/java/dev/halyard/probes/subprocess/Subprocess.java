package dev.halyard.probes.subprocess;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A running program that is always ended: by {@link #close}, when this program exits, and, where
 * {@code setpriv} is installed, even if this program is killed.
 */
public final class Subprocess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** How long after its line breaks a program may take to end. */
  private static final Duration EXIT_FOLLOWS = Duration.ofMillis(500);

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private final List<String> command;
  private final Process process;
  private final LinePump pump;

  private Subprocess(List<String> command, Process process, LinePump pump) {
    this.command = List.copyOf(command);
    this.process = process;
    this.pump = pump;
  }

  /**
   * Starts a program whose output is made of lines, and waits for a certain one.
   *
   * @param command the program, by name or path, and its arguments
   * @param directory where it runs
   * @param ready the line that says that it is ready
   * @param timeout how long to wait for that line
   * @return the program and the line
   * @throws ProbeException if the program is missing, ends, or does not print the line in time
   */
  public static Ready startAndAwait(
      List<String> command, Path directory, Pattern ready, Duration timeout) {
    Process process = start(command, directory, true);
    Subprocess subprocess =
        new Subprocess(command, process, new LinePump(process.getInputStream(), ready));
    try {
      Optional<MatchResult> line = subprocess.pump.await(timeout);
      if (line.isPresent()) {
        return new Ready(subprocess, line.get());
      }
      throw subprocess.failed("'" + command.get(0) + "' has ended before it was ready");
    } catch (TimeoutException e) {
      throw subprocess.failed(
          "'%s' was not ready within %d s".formatted(command.get(0), timeout.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw subprocess.failed("interrupted while '" + command.get(0) + "' was starting");
    }
  }

  /**
   * A program that has said that it is ready.
   *
   * @param subprocess the program
   * @param line the line that it said so with
   */
  public record Ready(Subprocess subprocess, MatchResult line) {}

  /**
   * Starts a program that is spoken to by its standard input and output.
   *
   * @param command the program, by name or path, and its arguments
   * @param directory where it runs
   * @throws ProbeException if the program is missing
   */
  public static Subprocess start(List<String> command, Path directory) {
    Process process = start(command, directory, false);
    return new Subprocess(command, process, new LinePump(process.getErrorStream(), NOTHING));
  }

  /**
   * Starts a script that ends the programs that it has started when it is asked to end itself.
   *
   * @param command the script, by name or path, and its arguments
   * @param settings of directory, environment and the files that it writes to; no pipes
   * @throws ProbeException if the script is missing
   */
  public static Subprocess startScript(List<String> command, Consumer<ProcessBuilder> settings) {
    Process process = Starter.start(command, "TERM", settings);
    return new Subprocess(command, process, new LinePump(process.getInputStream(), NOTHING));
  }

  private static Process start(List<String> command, Path directory, boolean mergeErrors) {
    return Starter.start(
        command,
        "KILL",
        builder -> builder.directory(directory.toFile()).redirectErrorStream(mergeErrors));
  }

  /**
   * Runs a program to its end.
   *
   * @param command the program, by name or path, and its arguments
   * @param directory where it runs
   * @param timeout how long it may take; it is ended then
   * @return its exit status, empty if it took too long, and the last lines that it printed
   * @throws ProbeException if the program is missing
   */
  public static Evidence run(List<String> command, Path directory, Duration timeout) {
    Process process = start(command, directory, true);
    LinePump pump = new LinePump(process.getInputStream(), NOTHING);
    try (Subprocess subprocess = new Subprocess(command, process, pump)) {
      subprocess.awaitExit(timeout);
      return subprocess.evidence();
    }
  }

  /** Returns what the program prints, unless {@link #startAndAwait} reads it as lines. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** Returns what the program reads. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** Returns whether the program runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /** Waits for the end of the program; returns whether it has ended. */
  public boolean awaitExit(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Returns command, exit status if it has ended, and the last lines that it printed. */
  public Evidence evidence() {
    boolean ended = !process.isAlive();
    if (ended) {
      try {
        pump.awaitEnd(Duration.ofMillis(500));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    OptionalInt exitCode = ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    return new Evidence(command, exitCode, pump.tail().lines());
  }

  /**
   * Returns the error of a session that this program has let down.
   *
   * @param role what the program is, for example {@code the emulator}
   * @param problem what was noticed, told if the program still runs
   */
  public ProbeException failure(String role, String problem) {
    if (!awaitExit(EXIT_FOLLOWS)) {
      return new ProbeException(
          problem, evidence(), role + " still runs, so its firmware may hang or the line be stuck");
    }
    return new ProbeException(
        "%s has ended unasked (%s)".formatted(role, status(process.exitValue())),
        evidence(),
        "see its last lines, and run it again");
  }

  private static String status(int exitCode) {
    return exitCode > 128 && exitCode < 160
        ? "killed by signal " + (exitCode - 128)
        : "exit status " + exitCode;
  }

  /** Asks the program to end, and kills it and its children if it has not after a grace. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    awaitExit(GRACE);
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    awaitExit(GRACE);
    Starter.forget(process);
  }

  private ProbeException failed(String problem) {
    awaitExit(Duration.ofMillis(200));
    Evidence evidence = evidence();
    close();
    return new ProbeException(
        problem,
        new Evidence(command, evidence.exitCode(), evidence.lastLines()),
        "see its output");
  }
}
