package dev.halyard.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Rust target that is described here can be built for, and is needed. */
class RustTargetsTest {
  private static final Path TARGETS = Path.of("rust");

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(TARGETS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void hasADescriptionAndALinker(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    JsonNode description =
        new ObjectMapper().readTree(Files.readString(folder.resolve(name + ".json")));
    assertThat(description.path("panic-strategy").asText()).isEqualTo("abort");
    assertThat(folder.resolve("link")).isExecutable();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isABoards(Path folder) {
    assertThat(BoardCatalog.load(Path.of("boards")).boards())
        .anyMatch(board -> board.rust().target().equals(folder.getFileName().toString()));
  }
}
