package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README lists every board, and how far it is proven in the words that the tools use. */
class BoardListTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z0-9-]+)` \\| .+ \\| ([^|]+) \\|$", Pattern.MULTILINE);

  @Test
  void theReadmeListsEveryBoardWithItsState() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Data.workspace().root().resolve("README.md")));
    while (row.find()) {
      listed.put(row.group(1), row.group(2));
    }
    Map<String, String> boards =
        BoardCatalog.load(Data.workspace().boards()).boards().stream()
            .collect(
                Collectors.toMap(
                    Board::name, board -> board.state().inWords().replaceFirst(":.*", "")));
    assertThat(listed)
        .as("rows of README.md: | `board` | what it is | its state, as ./halyard boards words it |")
        .isEqualTo(new TreeMap<>(boards));
  }
}
