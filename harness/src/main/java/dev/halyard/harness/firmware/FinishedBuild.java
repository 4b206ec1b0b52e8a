package dev.halyard.harness.firmware;

import dev.halyard.engine.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a build left in its folder, with hashes and the compiler it was made with: {@code
 * firmware.elf}, {@code firmware.map}, {@code image/}, {@code firmware.txt}. One that was damaged
 * since is not found.
 *
 * @param elf the executable
 * @param sha256 of it
 * @param toolchain the compiler's version line
 * @param map the linker's map of the executable
 * @param images what one flashes instead of the executable; empty where that is flashed
 */
record FinishedBuild(Path elf, String sha256, String toolchain, Path map, List<Path> images) {
  private static final String ELF = "firmware.elf";
  private static final String DESCRIPTION = "firmware.txt";

  /** Where images begin among the files that the description lists: after executable and map. */
  private static final int FIRST_IMAGE = 2;

  /**
   * Returns an earlier build, empty if there is none or if a file of it is not the one that was
   * built.
   *
   * @throws IOException if its files cannot be read
   */
  static Optional<FinishedBuild> find(Path folder) throws IOException {
    Path description = folder.resolve(DESCRIPTION);
    if (!Files.isRegularFile(description)) {
      return Optional.empty();
    }
    List<String> lines = lines(description);
    if (lines.size() < FIRST_IMAGE + 1) {
      return Optional.empty();
    }
    List<Path> files = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Path file = folder.resolve(line.substring(line.indexOf(' ') + 1));
      if (!Files.isRegularFile(file) || !line.equals(hashed(folder, file))) {
        return Optional.empty();
      }
      files.add(file);
    }
    String sha256 = lines.get(1).substring(0, lines.get(1).indexOf(' '));
    return Optional.of(
        new FinishedBuild(
            files.get(0),
            sha256,
            lines.get(0),
            files.get(1),
            files.subList(FIRST_IMAGE, files.size())));
  }

  /**
   * Keeps a fresh build.
   *
   * @throws IOException if files cannot be written
   */
  static FinishedBuild keep(Path folder, CargoBuild.Result result) throws IOException {
    Path elf = folder.resolve(ELF);
    if (Files.isDirectory(elf)) {
      throw new IOException("'" + elf + "' is a folder in the place of the firmware; delete it");
    }
    Path fresh =
        Files.copy(result.elf(), folder.resolve(ELF + ".new"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(fresh, elf, StandardCopyOption.ATOMIC_MOVE);
    List<String> lines =
        new ArrayList<>(
            List.of(result.toolchain(), hashed(folder, elf), hashed(folder, result.map())));
    for (Path image : result.images()) {
      lines.add(hashed(folder, image));
    }
    Files.write(folder.resolve(DESCRIPTION), lines);
    return find(folder)
        .orElseThrow(
            () -> new IOException("the build in '" + folder + "' changes while it is kept"));
  }

  /** Returns the lines of a description; none if it is damaged. */
  private static List<String> lines(Path description) throws IOException {
    try {
      List<String> lines = Files.readAllLines(description);
      return lines.stream().anyMatch(line -> line.indexOf('\0') >= 0) ? List.of() : lines;
    } catch (CharacterCodingException e) {
      return List.of();
    }
  }

  /** Returns a line of the description: the hash of a file, and its name in the folder. */
  private static String hashed(Path folder, Path file) throws IOException {
    return Sha256.of(Files.readAllBytes(file)) + " " + folder.relativize(file);
  }

  /**
   * Forgets the build of a folder, so that the next one is made anew.
   *
   * @throws IOException if a file cannot be deleted
   */
  static void forget(Path elf) throws IOException {
    Files.deleteIfExists(elf.resolveSibling(DESCRIPTION));
  }
}
