package dev.halyard.engine;

import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.nio.file.Path;

/** The boards of the repository. */
final class TestBoards {
  private static final BoardCatalog CATALOG = BoardCatalog.load(Path.of("..", "targets", "boards"));

  private TestBoards() {}

  static Board host() {
    return board("host");
  }

  static Board board(String name) {
    return CATALOG.board(name);
  }
}
