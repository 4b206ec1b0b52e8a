package dev.halyard.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one run: serial transcript, symbols, counts. The newest ones are kept.
 *
 * @param path exists
 */
public record RunFolder(Path path) {
  private static final int KEPT = 50;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  /**
   * Makes a folder that no other run has, and removes the oldest ones.
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
    List<Path> folders;
    try (Stream<Path> list = Files.list(runs)) {
      folders = list.sorted(Comparator.reverseOrder()).skip(KEPT).toList();
    }
    for (Path folder : folders) {
      try {
        delete(folder);
      } catch (NoSuchFileException | UncheckedIOException e) {
        // Another run removes it at the same time.
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
