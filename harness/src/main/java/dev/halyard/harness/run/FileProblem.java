package dev.halyard.harness.run;

import dev.halyard.harness.disk.FullDisk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Says what is wrong with a file; the messages of Java's own exceptions are mere paths. */
public final class FileProblem {
  private FileProblem() {}

  /** Returns a sentence without a full stop. */
  public static String of(IOException failure) {
    if (failure instanceof FileSystemException full && FullDisk.caused(full)) {
      String written = Objects.requireNonNullElse(full.getOtherFile(), full.getFile());
      return FullDisk.problem(written == null ? Path.of("") : Path.of(written));
    }
    if (failure instanceof FileSystemException copy && copy.getOtherFile() != null) {
      return "'%s' cannot be copied to '%s': %s"
          .formatted(copy.getFile(), copy.getOtherFile(), reason(copy));
    }
    if (failure instanceof FileSystemException file && file.getFile() != null) {
      return "'" + file.getFile() + "' " + problem(file);
    }
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }

  private static String problem(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "may not be used; check its permissions";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "is in the way; it should be a folder";
    }
    return "cannot be used: " + reason(failure);
  }

  private static String reason(FileSystemException failure) {
    return Objects.requireNonNullElse(failure.getReason(), failure.getClass().getSimpleName());
  }
}
