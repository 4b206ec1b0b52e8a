package dev.halyard.harness.junit;

import dev.halyard.targets.Board;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/** Boards that broke or are not there, with their first cause. */
final class BrokenBenches {
  private final Map<String, String> causes = new ConcurrentHashMap<>();

  void remember(Board board, String cause) {
    causes.putIfAbsent(board.name(), cause);
  }

  /**
   * @throws TestAbortedException if the board broke earlier, or is not there
   */
  void abortIfBroken(Board board) {
    String cause = causes.get(board.name());
    if (cause != null) {
      throw new TestAbortedException(board.name() + " " + cause);
    }
  }
}
