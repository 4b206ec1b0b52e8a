package dev.halyard.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every board that is shipped is described correctly. */
class ShippedBoardsTest {
  private static final Path BOARDS = Path.of("boards");

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(BOARDS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isValidAndHasFirmware(Path folder) {
    Board board = BoardReader.read(folder.resolve("board.yaml"));
    assertThat(board.firmware().resolve("Cargo.toml")).exists();
  }
}
