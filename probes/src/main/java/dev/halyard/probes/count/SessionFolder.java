package dev.halyard.probes.count;

import dev.halyard.probes.ProbeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that one session has for itself.
 *
 * @param path where it is
 */
public record SessionFolder(Path path) {

  /**
   * Makes a new folder.
   *
   * @throws ProbeException if that is not possible
   */
  public static SessionFolder create(Path workDir) {
    try {
      Files.createDirectories(workDir);
      return new SessionFolder(Files.createTempDirectory(workDir.toAbsolutePath(), "emulator-"));
    } catch (IOException e) {
      throw ProbeException.ofFile("cannot make a folder for the emulator in " + workDir, e);
    }
  }

  /** Deletes it and what is in it; a file that cannot be deleted stays. */
  public void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> innerFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innerFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It is only in the way of nobody.
    }
  }
}
