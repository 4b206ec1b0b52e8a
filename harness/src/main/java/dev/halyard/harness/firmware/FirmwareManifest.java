package dev.halyard.harness.firmware;

import dev.halyard.targets.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Cargo package that joins board support, agent and models: {@code
 * targets/boards/firmware-package.toml}, its words replaced.
 */
final class FirmwareManifest {
  private static final int NAME_LENGTH = 12;

  private FirmwareManifest() {}

  /**
   * Returns the text of {@code Cargo.toml}.
   *
   * @param root the checkout
   * @param models folder of the crate {@code halyard-models}
   * @param buildId makes the package's name unique
   * @throws IOException if the template cannot be read
   */
  static String text(Path root, Board board, Path models, String buildId) throws IOException {
    return Files.readString(template(root))
        .replace("@NAME@", "firmware-" + buildId.substring(0, NAME_LENGTH))
        .replace("@ROOT@", root.toString())
        .replace("@FIRMWARE@", board.firmware().toAbsolutePath().normalize().toString())
        .replace("@MAIN@", main(root, board).toAbsolutePath().normalize().toString())
        .replace("@MODELS@", models.toString());
  }

  /** Returns the program: of all boards, unless the board has its own, as a process has. */
  private static Path main(Path root, Board board) {
    Path own = board.firmware().resolve("src/main.rs");
    return Files.isRegularFile(own) ? own : root.resolve("targets/boards/main.rs");
  }

  /** Returns the template's file. */
  private static Path template(Path root) {
    return root.resolve("targets/boards/firmware-package.toml");
  }
}
