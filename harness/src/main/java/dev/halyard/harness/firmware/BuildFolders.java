package dev.halyard.harness.firmware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of a board's builds, one per firmware. Those that nobody has used for long are
 * removed, and beyond a number of bytes the ones whose use is longest ago; never one that was used
 * of late, which another process may be running.
 *
 * @param folder that holds them
 * @param mostBytes that they may take
 */
record BuildFolders(Path folder, long mostBytes) {
  /** A folder's time of change is that of its last use. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final Duration IN_USE = Duration.ofDays(1);
  private static final long MOST_BYTES = 1L << 30;

  /** Folders that may take 1 GB. */
  BuildFolders(Path folder) {
    this(folder, MOST_BYTES);
  }

  private record Build(Path folder, Instant used, long bytes) {}

  /**
   * Remembers that a build is used now.
   *
   * @throws IOException if its folder cannot be changed
   */
  static void use(Path build) throws IOException {
    Files.setLastModifiedTime(build, FileTime.from(Instant.now()));
  }

  /**
   * Removes the builds that are in the way. Callers hold the board's {@link BuildLock}, here as in
   * {@link #use}.
   *
   * @throws IOException if a folder cannot be read or removed
   */
  void prune() throws IOException {
    Instant now = Instant.now();
    long bytes = 0;
    for (Build each : newestFirst()) {
      bytes += each.bytes;
      Duration idle = Duration.between(each.used, now);
      if (idle.compareTo(KEPT) > 0 || (bytes > mostBytes && idle.compareTo(IN_USE) > 0)) {
        delete(each.folder);
      }
    }
  }

  private List<Build> newestFirst() throws IOException {
    List<Build> builds = new ArrayList<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path each : list.filter(Files::isDirectory).toList()) {
        builds.add(new Build(each, Files.getLastModifiedTime(each).toInstant(), bytes(each)));
      }
    }
    builds.sort(Comparator.comparing(Build::used).reversed());
    return builds;
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
