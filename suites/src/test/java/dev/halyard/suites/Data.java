package dev.halyard.suites;

import dev.halyard.harness.run.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data files of the repository, for tests that read all of a kind. */
final class Data {
  static final String SHA256 = "[0-9a-f]{64}";

  private Data() {}

  static Workspace workspace() {
    try {
      return Workspace.find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the files below a folder whose path ends with a name or an ending, sorted. */
  static Stream<Path> below(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean says(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
