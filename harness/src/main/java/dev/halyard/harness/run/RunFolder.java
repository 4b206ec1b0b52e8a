package dev.halyard.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one run: serial transcript, symbols, counts. The newest ones are kept, and all that
 * were written to lately.
 *
 * @param path exists
 */
public record RunFolder(Path path) {
  private static final int KEPT = 50;

  /** A run that still goes on writes its transcript far more often. */
  private static final Duration IN_USE = Duration.ofHours(6);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  /**
   * Makes a folder that no other run has, and removes the oldest ones that no run uses.
   *
   * @param work the workspace's folder
   * @param label of model and board
   * @throws IOException if it cannot be made
   */
  public static RunFolder create(Path work, String label) throws IOException {
    Path runs = Files.createDirectories(work.resolve("runs"));
    prune(runs);
    String prefix =
        LocalDateTime.now(ZoneOffset.UTC).format(TIME)
            + "-"
            + label.replaceAll("[^A-Za-z0-9_.-]", "_")
            + "-";
    return new RunFolder(Files.createTempDirectory(runs, prefix));
  }

  /** Returns the file of the serial conversation. */
  public Path transcript() {
    return path.resolve("transcript.txt");
  }

  /** Returns the file of the plan: kernels, tiles, scratch and offsets of every node. */
  public Path plan() {
    return path.resolve("plan.txt");
  }

  private static void prune(Path runs) throws IOException {
    List<Aged> folders = new ArrayList<>();
    try (Stream<Path> list = Files.list(runs)) {
      for (Path folder : (Iterable<Path>) list::iterator) {
        lastWrite(folder).ifPresent(time -> folders.add(new Aged(folder, time)));
      }
    }
    Instant latest = Instant.now().minus(IN_USE);
    folders.sort(Comparator.comparing(Aged::lastWrite).reversed());
    for (Aged folder : folders.subList(Math.min(KEPT, folders.size()), folders.size())) {
      if (folder.lastWrite().isBefore(latest)) {
        delete(folder.path());
      }
    }
  }

  /** A folder, and when something in it was last written. */
  private record Aged(Path path, Instant lastWrite) {}

  /** Returns when something in a folder was last written; empty if it cannot be told. */
  private static Optional<Instant> lastWrite(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Instant last = Instant.MIN;
      for (Path file : (Iterable<Path>) files::iterator) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        last = time.isAfter(last) ? time : last;
      }
      return Optional.of(last);
    } catch (IOException | UncheckedIOException e) {
      // Another run writes or removes it at this moment.
      return Optional.empty();
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Another run removes it at the same time, or it is another user's: no reason not to run.
    }
  }
}
