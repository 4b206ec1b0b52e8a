package dev.halyard.harness.firmware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The executable that a build left in its folder, with the hash and the compiler it was made with:
 * {@code firmware.elf} and {@code firmware.txt}. One that was damaged since is not found.
 *
 * @param elf the executable
 * @param sha256 of it
 * @param toolchain the compiler's version line
 */
record FinishedBuild(Path elf, String sha256, String toolchain) {
  private static final String ELF = "firmware.elf";
  private static final String DESCRIPTION = "firmware.txt";

  /**
   * Returns an earlier build, empty if there is none or if its executable is not the one that was
   * built.
   *
   * @throws IOException if its files cannot be read
   */
  static Optional<FinishedBuild> find(Path folder) throws IOException {
    Path elf = folder.resolve(ELF);
    Path description = folder.resolve(DESCRIPTION);
    if (!Files.isRegularFile(elf) || !Files.isRegularFile(description)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(description);
    String sha256 = ModelFile.sha256(Files.readAllBytes(elf));
    return lines.size() == 2 && lines.get(0).equals(sha256)
        ? Optional.of(new FinishedBuild(elf, sha256, lines.get(1)))
        : Optional.empty();
  }

  /**
   * Keeps a fresh build.
   *
   * @throws IOException if files cannot be written
   */
  static FinishedBuild keep(Path folder, CargoBuild.Result result) throws IOException {
    Path elf = folder.resolve(ELF);
    Path fresh =
        Files.copy(result.elf(), folder.resolve(ELF + ".new"), StandardCopyOption.REPLACE_EXISTING);
    String sha256 = ModelFile.sha256(Files.readAllBytes(fresh));
    Files.writeString(folder.resolve(DESCRIPTION), sha256 + "\n" + result.toolchain() + "\n");
    Files.move(fresh, elf, StandardCopyOption.ATOMIC_MOVE);
    return new FinishedBuild(elf, sha256, result.toolchain());
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
