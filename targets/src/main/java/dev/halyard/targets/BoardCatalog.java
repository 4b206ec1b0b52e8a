package dev.halyard.targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All boards that are described in one folder, by name. */
public final class BoardCatalog {
  /** Every board that runs in an emulator. */
  public static final String EMULATED = "emulated";

  /** Every board of which one is attached to this machine. */
  public static final String ATTACHED = "attached";

  /** Every board that can run here: host, emulated and attached. */
  public static final String ALL = "all";

  /** The words for several boards; none of them can be a board's name. */
  public static final Set<String> GROUPS = Set.of(EMULATED, ATTACHED, ALL);

  private final SortedMap<String, Board> boards;

  private BoardCatalog(SortedMap<String, Board> boards) {
    this.boards = boards;
  }

  /**
   * Reads {@code <board>/board.yaml} of every folder in {@code boardsDir}.
   *
   * @throws BoardException with all findings of all files, if there is any
   */
  public static BoardCatalog load(Path boardsDir) {
    SortedMap<String, Board> boards = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (Path file : boardFiles(boardsDir)) {
      try {
        Board board = BoardReader.read(file);
        boards.put(board.name(), board);
      } catch (BoardException e) {
        problems.addAll(e.problems());
      }
    }
    if (boards.isEmpty() && problems.isEmpty()) {
      problems.add(boardsDir + ": no board there; expected <board>/board.yaml");
    }
    if (!problems.isEmpty()) {
      throw new BoardException(problems);
    }
    return new BoardCatalog(boards);
  }

  /** Returns all boards, sorted by name. */
  public List<Board> boards() {
    return List.copyOf(boards.values());
  }

  /**
   * Returns the board of that name.
   *
   * @throws BoardException if there is none
   */
  public Board board(String name) {
    Board board = boards.get(name);
    if (board == null) {
      throw new BoardException(
          List.of(
              "no board '%s'; known: %s; or one of emulated, attached, all"
                  .formatted(name, String.join(", ", boards.keySet()))));
    }
    return board;
  }

  /**
   * Returns the boards that a word means, on a machine with nothing attached.
   *
   * @param word a board's name, {@code emulated}, {@code attached} or {@code all}
   * @throws BoardException if it is none of these
   */
  public List<Board> select(String word) {
    return select(word, List.of());
  }

  /**
   * Returns the boards that a word means, sorted by name.
   *
   * @param word a board's name, {@code emulated}, {@code attached} or {@code all}
   * @param attached names of the boards that are attached to this machine
   * @throws BoardException if the word is none of these
   */
  public List<Board> select(String word, Collection<String> attached) {
    if (!GROUPS.contains(word)) {
      return List.of(board(word));
    }
    return boards.values().stream()
        .filter(
            board ->
                switch (word) {
                  case EMULATED -> board.state() == BoardState.EMULATED;
                  case ATTACHED -> attached.contains(board.name());
                  default -> board.state().runsAnywhere() || attached.contains(board.name());
                })
        .toList();
  }

  private static List<Path> boardFiles(Path boardsDir) {
    if (!Files.isDirectory(boardsDir)) {
      throw new BoardException(
          List.of(boardsDir + ": no such folder; give the folder that holds <board>/board.yaml"));
    }
    try (Stream<Path> folders = Files.list(boardsDir)) {
      return folders
          .map(folder -> folder.resolve("board.yaml"))
          .filter(Files::exists)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
