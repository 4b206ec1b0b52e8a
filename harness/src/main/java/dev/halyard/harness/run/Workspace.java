package dev.halyard.harness.run;

import dev.halyard.targets.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie: the checkout that holds boards and goldens, and what Halyard writes there.
 *
 * @param root the folder that holds {@code targets/boards}
 */
public record Workspace(Path root) {
  private static final String ROOT_VARIABLE = "HALYARD_ROOT";

  /**
   * Returns the workspace that {@code $HALYARD_ROOT} names, else the nearest folder above the
   * current one that holds {@code targets/boards}.
   *
   * @throws IOException if there is none
   */
  public static Workspace find() throws IOException {
    String named = System.getenv(ROOT_VARIABLE);
    Path start =
        named != null ? Path.of(named).toAbsolutePath().normalize() : Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("targets/boards"))) {
        return new Workspace(folder);
      }
    }
    throw new IOException(
        "no Halyard checkout at or above '"
            + start
            + "'; start ./halyard from one, or set "
            + ROOT_VARIABLE
            + " to it");
  }

  /** Returns the folder of board descriptions. */
  public Path boards() {
    return root.resolve("targets/boards");
  }

  /** Returns the folder of golden outputs. */
  public Path goldens() {
    return root.resolve("golden-outputs");
  }

  /**
   * Returns the folder of everything that Halyard writes and can make again, but for the history.
   */
  public Path work() {
    return root.resolve(".halyard");
  }

  /**
   * Returns the file of a model's accepted figures on a board; need not exist.
   *
   * @param model file name of one of ours, or id of a public one
   */
  public Path baseline(String model, Board board) {
    String folder = model.replaceFirst("\\.tflite$", "");
    return goldens().resolve(folder).resolve("baselines").resolve(board.name() + ".yaml");
  }

  /** Returns the file of the history of runs. */
  public Path history() {
    return work().resolve("history.sqlite");
  }
}
