package dev.halyard.engine.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Writes generated files. */
public final class Sources {
  private Sources() {}

  /**
   * Writes each file below {@code directory}; one that has this content already is left untouched,
   * so that Cargo does not build it again.
   *
   * @param files text by relative path
   * @throws UncheckedIOException if a file cannot be written
   */
  public static void write(Path directory, Map<String, String> files) {
    files.forEach((name, text) -> write(directory.resolve(name), text));
  }

  private static void write(Path file, String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
        return;
      }
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, named(file, e));
    }
  }

  /** What fails while bytes are written, as on a full disk, does not name the file by itself. */
  private static IOException named(Path file, IOException failure) {
    return failure instanceof FileSystemException
        ? failure
        : new FileSystemException(file.toString(), null, failure.getMessage());
  }
}
