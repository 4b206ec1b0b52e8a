package dev.halyard.harness.disk;

import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A disk without space, told by a folder on it. */
public final class FullDisk {
  /** What systems, SQLite and compilers say then. */
  private static final List<String> SIGNS =
      List.of("No space left on device", "database or disk is full", "Disk quota exceeded");

  /** No build and no record has so little to write. */
  private static final long NOTHING_BYTES = 64 << 10;

  private static final long MUCH_BYTES = 1L << 30;

  private FullDisk() {}

  /** Returns whether a failure, or what caused it, is a full disk. */
  public static boolean caused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isToldBy(Objects.requireNonNullElse(cause.getMessage(), ""))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a program whose output has these lines, or the lack of them, met one. */
  public static boolean stopped(Collection<String> lines, Path folder) {
    return lines.stream().anyMatch(FullDisk::isToldBy) || freeBytes(folder) < NOTHING_BYTES;
  }

  private static boolean isToldBy(String text) {
    return SIGNS.stream().anyMatch(text::contains);
  }

  /**
   * Returns a sentence without a full stop that names the folder whose disk has the least space: of
   * these, and of the one for temporary files.
   */
  public static String problem(Path... written) {
    Path folder =
        Stream.concat(Stream.of(written), Stream.of(Path.of(System.getProperty("java.io.tmpdir"))))
            .map(FullDisk::existing)
            .min(Comparator.comparingLong(FullDisk::freeBytes))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "the disk of '%s' is full: %.1f MB are free%s; free some space there, for example that of"
            + " target and build in Halyard's .halyard, which are made anew",
        folder,
        freeBytes(folder) / 1e6,
        freeBytes(folder) < MUCH_BYTES ? "" : ", but not for you (a quota?)");
  }

  /** Returns the folder, or the nearest one above that there is. */
  private static Path existing(Path file) {
    @Nullable File folder = file.toAbsolutePath().toFile();
    while (folder.getParentFile() != null && !folder.isDirectory()) {
      folder = folder.getParentFile();
    }
    return folder.toPath();
  }

  private static long freeBytes(Path folder) {
    return existing(folder).toFile().getUsableSpace();
  }
}
