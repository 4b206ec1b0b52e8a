package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The text of whole crates: {@code src/test/resources/codegen/<case>/model.graph} gives {@code
 * expected/}; a case named {@code streamed…} is given the least memory. With {@code
 * -Dgolden.update=true} the expected files are rewritten instead.
 */
class GoldenCratesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "codegen");

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesTheExpectedCrate(Path folder) throws IOException {
    SortedMap<String, String> actual = crate(folder).files();
    Path expected = folder.resolve("expected");
    if (Boolean.getBoolean("golden.update")) {
      Sources.write(expected, actual);
    }
    assertThat(read(expected)).isEqualTo(actual);
  }

  @Test
  void writesTheSameBytesTwice() throws IOException {
    for (Path folder : cases()) {
      assertThat(crate(folder)).isEqualTo(crate(folder));
    }
  }

  @Test
  void arraysTakeAsMuchFlashAsPredicted() throws IOException {
    for (Path folder : cases()) {
      CrateRequest request = request(folder);
      assertThat(request.plan().steps())
          .as(folder.toString())
          .extracting(step -> step.use().cost().flashBytes())
          .isEqualTo(
              CrateWriter.write(request).weights().stream().map(FlashConstant::bytes).toList());
    }
  }

  private static CrateWriter.Result crate(Path folder) throws IOException {
    return CrateWriter.write(request(folder));
  }

  private static CrateRequest request(Path folder) throws IOException {
    Graph graph = GraphText.parse(Files.readString(folder.resolve("model.graph")));
    boolean isStreamed = folder.getFileName().toString().startsWith("streamed");
    return new CrateRequest(
        Plan.fitting(graph, InputPolicy.KEPT, isStreamed ? 0 : Long.MAX_VALUE),
        graph.name() + ".tflite",
        "0123456789abcdef".repeat(4),
        Optional.empty(),
        true,
        List.of("armv7e-m"),
        CrateLocation.BESIDE);
  }

  private static SortedMap<String, String> read(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    }
    return files;
  }
}
