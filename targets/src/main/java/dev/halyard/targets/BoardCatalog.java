package dev.halyard.targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
  private final SortedMap<String, List<String>> problems;

  private BoardCatalog(SortedMap<String, Board> boards, SortedMap<String, List<String>> problems) {
    this.boards = boards;
    this.problems = problems;
  }

  /**
   * Reads {@code <board>/board.yaml} of every folder in {@code boardsDir}. A board that cannot be
   * read does not keep others from being used.
   *
   * @throws BoardException with all findings of all files, if no board can be read
   */
  public static BoardCatalog load(Path boardsDir) {
    SortedMap<String, Board> boards = new TreeMap<>();
    SortedMap<String, List<String>> problems = new TreeMap<>();
    for (Path folder : boardFolders(boardsDir)) {
      try {
        Board board = read(folder);
        boards.put(board.name(), board);
      } catch (BoardException e) {
        problems.put(folder.getFileName().toString(), e.problems());
      }
    }
    BoardCatalog catalog = new BoardCatalog(boards, problems);
    if (boards.isEmpty()) {
      throw new BoardException(
          problems.isEmpty()
              ? List.of(boardsDir + ": no board there; expected <board>/board.yaml")
              : catalog.problems());
    }
    return catalog;
  }

  private static Board read(Path folder) {
    Path file = folder.resolve("board.yaml");
    if (!Files.exists(file)) {
      throw new BoardException(
          List.of(
              folder + ": a folder without board.yaml is no board; add it, or remove the folder"));
    }
    return BoardReader.read(file);
  }

  /** Returns what is wrong with boards that are none for that reason, each with its file. */
  public List<String> problems() {
    return problems.values().stream().flatMap(List::stream).toList();
  }

  /** Returns all boards that can be read, sorted by name. */
  public List<Board> boards() {
    return List.copyOf(boards.values());
  }

  /**
   * Returns the board of that name.
   *
   * @throws BoardException if there is none, or it cannot be read
   */
  public Board board(String name) {
    if (GROUPS.contains(name)) {
      throw new BoardException(
          List.of("'%s' is a group; accepted here: one board of %s".formatted(name, names())));
    }
    return find(name).orElseThrow(() -> unknown(name, ""));
  }

  private Optional<Board> find(String name) {
    if (problems.containsKey(name)) {
      throw new BoardException(problems.get(name));
    }
    return Optional.ofNullable(boards.get(name));
  }

  private BoardException unknown(String name, String groups) {
    return new BoardException(
        List.of("no board '%s'; known: %s%s".formatted(name, names(), groups)));
  }

  private String names() {
    return String.join(", ", boards.keySet());
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
   * @throws BoardException if the word is none of these, or means several and one cannot be read
   */
  public List<Board> select(String word, Collection<String> attached) {
    if (!GROUPS.contains(word)) {
      return List.of(
          find(word).orElseThrow(() -> unknown(word, "; or one of emulated, attached, all")));
    }
    if (!problems.isEmpty()) {
      throw new BoardException(problems());
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

  private static List<Path> boardFolders(Path boardsDir) {
    if (!Files.isDirectory(boardsDir)) {
      throw new BoardException(
          List.of(boardsDir + ": no such folder; give the folder that holds <board>/board.yaml"));
    }
    try (Stream<Path> folders = Files.list(boardsDir)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
