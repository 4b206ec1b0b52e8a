package dev.halyard.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardCatalogTest {
  @TempDir Path directory;

  @Test
  void selectsByNameAndByGroup() throws IOException {
    write("emulated-a", "emulated");
    write("real-b", "hardware");
    write("this-host", "host");
    write("unproven-c", "builds");
    BoardCatalog catalog = BoardCatalog.load(directory);
    assertThat(names(catalog.boards()))
        .containsExactly("emulated-a", "real-b", "this-host", "unproven-c");
    assertThat(names(catalog.select("real-b"))).containsExactly("real-b");
    assertThat(names(catalog.select("emulated"))).containsExactly("emulated-a");
    assertThat(names(catalog.select("all"))).containsExactly("emulated-a", "this-host");
    assertThat(names(catalog.select("all", List.of("real-b"))))
        .containsExactly("emulated-a", "real-b", "this-host");
    assertThat(names(catalog.select("attached", List.of("real-b")))).containsExactly("real-b");
    assertThat(catalog.select("attached")).isEmpty();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() throws IOException {
    write("emulated-a", "emulated");
    write("real-b", "hardware");
    assertThatThrownBy(() -> BoardCatalog.load(directory).select("stm32"))
        .isInstanceOf(BoardException.class)
        .hasMessage(
            "no board 'stm32'; known: emulated-a, real-b; or one of emulated, attached, all");
  }

  @Test
  void whereOneBoardIsWantedNoGroupIsOffered() throws IOException {
    write("emulated-a", "emulated");
    write("real-b", "hardware");
    BoardCatalog catalog = BoardCatalog.load(directory);
    assertThatThrownBy(() -> catalog.board("stm32"))
        .hasMessage("no board 'stm32'; known: emulated-a, real-b");
    assertThatThrownBy(() -> catalog.board("emulated"))
        .isInstanceOf(BoardException.class)
        .hasMessage("'emulated' is a group; accepted here: one board of emulated-a, real-b");
  }

  @Test
  void findingsOfAllFilesAreToldAtOnce() throws IOException {
    write("a", "real");
    write("b", "real");
    assertThatThrownBy(() -> BoardCatalog.load(directory))
        .hasMessageContaining("a/board.yaml: 'state'")
        .hasMessageContaining("b/board.yaml: 'state'");
  }

  @Test
  void aBoardThatCannotBeReadDoesNotKeepOthersFromBeingUsed() throws IOException {
    write("a", "real");
    write("b", "emulated");
    Files.createDirectories(directory.resolve("empty"));
    Files.writeString(directory.resolve("README.md"), "no board");
    BoardCatalog catalog = BoardCatalog.load(directory);
    assertThat(names(catalog.select("b"))).containsExactly("b");
    assertThat(names(catalog.boards())).containsExactly("b");
    assertThat(catalog.problems())
        .satisfiesExactly(
            first -> assertThat(first).contains("a/board.yaml: 'state' is 'real'"),
            second ->
                assertThat(second)
                    .isEqualTo(
                        directory.resolve("empty")
                            + ": a folder without board.yaml is no board; add it, or remove the folder"));
    assertThatThrownBy(() -> catalog.select("emulated"))
        .isInstanceOf(BoardException.class)
        .hasMessageContaining("/empty: a folder without");
    assertThatThrownBy(() -> catalog.select("a"))
        .isInstanceOf(BoardException.class)
        .hasMessageContaining("a/board.yaml: 'state' is 'real'");
  }

  @Test
  void aFolderWithoutBoardsIsAFinding() {
    assertThatThrownBy(() -> BoardCatalog.load(directory))
        .hasMessage(directory + ": no board there; expected <board>/board.yaml");
    assertThatThrownBy(() -> BoardCatalog.load(directory.resolve("x")))
        .hasMessage(
            directory.resolve("x")
                + ": no such folder; give the folder that holds <board>/board.yaml");
  }

  private static List<String> names(List<Board> boards) {
    return boards.stream().map(Board::name).toList();
  }

  private void write(String name, String state) throws IOException {
    String text =
        BoardReaderTest.VALID
            .replace("twin: stm32h743\n", "")
            .replace("some-board", name)
            .replace("state: emulated", "state: " + state);
    Files.writeString(Files.createDirectories(directory.resolve(name)).resolve("board.yaml"), text);
  }
}
