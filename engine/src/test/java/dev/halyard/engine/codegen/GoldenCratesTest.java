package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.kernel.KernelTarget;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.Budget;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanRequest;
import dev.halyard.targets.InstructionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The text of whole crates: {@code src/test/resources/codegen/<case>/model.graph} gives {@code
 * expected/}; a case named {@code streamed…} is given the least memory, one named {@code
 * …_on_<core>} is for that core. With {@code -Dgolden.update=true} the expected files are rewritten
 * instead.
 */
class GoldenCratesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "codegen");

  private static final Map<String, KernelTarget> TARGETS =
      Map.of(
          "_on_armv7e_m", new KernelTarget(InstructionSet.ARMV7E_M, Set.of("armv7e-m")),
          "_on_rv32imac", new KernelTarget(InstructionSet.RV32IMAC, Set.of("rv32imac")));

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
    String name = folder.getFileName().toString();
    long arenaBytes = name.startsWith("streamed") ? 0 : Long.MAX_VALUE;
    KernelTarget target =
        TARGETS.entrySet().stream()
            .filter(entry -> name.endsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findAny()
            .orElse(KernelTarget.HOST);
    return new CrateRequest(
        Plan.fitting(new PlanRequest(graph, InputPolicy.KEPT, target, Budget.ofArena(arenaBytes))),
        graph.name() + ".tflite",
        "0123456789abcdef".repeat(4),
        Optional.empty(),
        true,
        target.equals(KernelTarget.HOST) ? List.of("armv7e-m") : List.copyOf(target.features()),
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
