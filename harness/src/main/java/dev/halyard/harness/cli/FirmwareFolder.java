package dev.halyard.harness.cli;

import dev.halyard.engine.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folder that a user gets a board's firmware in. What was put there last is known by {@code
 * firmware.sha256}, as sha256sum reads it: that is replaced, and nothing else.
 *
 * @param folder made when the first firmware is put into it
 */
record FirmwareFolder(Path folder) {
  private static final String LIST = "firmware.sha256";

  /**
   * Puts a firmware's files into the folder, in the place of the last one's.
   *
   * @return the copies
   * @throws IOException if another file has the name of one of them, or they cannot be written
   */
  List<Path> put(List<Path> files) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(
          "'%s' is a file; move it away, or give another folder".formatted(folder));
    }
    Set<String> own = own();
    for (Path file : files) {
      requireFree(file.getFileName().toString(), own);
    }
    for (String stale : own) {
      Files.delete(folder.resolve(stale));
    }
    Files.createDirectories(folder);
    List<Path> copies = new ArrayList<>();
    for (Path file : files) {
      Path copy = folder.resolve(file.getFileName());
      copies.add(Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING));
    }
    Files.writeString(folder.resolve(LIST), lines(copies));
    return copies;
  }

  private void requireFree(String name, Set<String> own) throws IOException {
    Path place = folder.resolve(name);
    if (Files.exists(place) && !own.contains(name)) {
      throw new IOException(
          "'%s' exists, and is not what this command put there; move it away, or give another folder"
              .formatted(place));
    }
  }

  /** Returns the names of the last firmware's files that are still as they were. */
  private Set<String> own() throws IOException {
    Path list = folder.resolve(LIST);
    if (!Files.isRegularFile(list)) {
      return Set.of();
    }
    Set<String> own = new HashSet<>();
    for (String line : Files.readAllLines(list)) {
      String name = line.substring(line.indexOf(' ') + 1).strip();
      Path file = folder.resolve(name).normalize();
      if (folder.normalize().equals(file.getParent())
          && Files.isRegularFile(file)
          && line.equals(line(file))) {
        own.add(name);
      }
    }
    return own;
  }

  private static String lines(List<Path> files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      lines.add(line(file));
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Path file) throws IOException {
    return Sha256.of(Files.readAllBytes(file)) + "  " + file.getFileName();
  }
}
