package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.golden.GoldenOutput;
import dev.halyard.harness.metrics.Baseline;
import dev.halyard.harness.report.benchmark.Benchmark;
import dev.halyard.harness.report.benchmark.BenchmarkRow;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every baseline of the repository, without running anything. */
class BaselineDataTest {
  private static final Workspace WORKSPACE = Data.workspace();

  @TestFactory
  List<DynamicTest> baselinesAreComplete() {
    BoardCatalog boards = BoardCatalog.load(WORKSPACE.boards());
    return Data.below(WORKSPACE.goldens(), ".yaml")
        .filter(file -> file.getParent().endsWith("baselines"))
        .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file, boards)))
        .toList();
  }

  /**
   * Without a baseline, {@code withinBaseline} demands nothing; a model that does not fit a board
   * is in the benchmark, with the reason.
   */
  @TestFactory
  List<DynamicTest> everyModelHasABaselineOnEveryEmulatedBoardThatItFits() throws IOException {
    List<Board> boards = BoardCatalog.load(WORKSPACE.boards()).select(BoardCatalog.EMULATED);
    Benchmark benchmark = Benchmark.load(WORKSPACE.root().resolve("docs"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Path folder : GoldenDataTest.models()) {
      String model = folder.getFileName().toString();
      for (Board board : boards) {
        Path file = WORKSPACE.baseline(model, board);
        tests.add(DynamicTest.dynamicTest(name(file), () -> check(benchmark, model, board)));
      }
    }
    return tests;
  }

  private static void check(Benchmark benchmark, String model, Board board) throws IOException {
    BenchmarkRow row =
        benchmark.of(model).stream()
            .filter(candidate -> candidate.board().equals(board.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "docs/benchmark.yaml has no row of it; record what it costs:"
                            + " ci/record-figures WHO WHY "
                            + board.name()));
    Path file = WORKSPACE.baseline(model, board);
    if (!row.passed()) {
      assertThat(row.lacksMemory()).as("a model that does not run does not fit: %s", row).isTrue();
      assertThat(file).doesNotExist();
      return;
    }
    Baseline baseline = Baseline.load(file).orElseThrow();
    assertThat(row.instructions()).as("instructions").isEqualTo(baseline.instructions());
    assertThat(row.cycles()).as("cycles").isEqualTo(baseline.cycles());
    assertThat(row.flashBytes()).as("flash").isEqualTo(baseline.flashBytes());
    assertThat(row.arenaBytes()).as("arena").isEqualTo(baseline.arenaBytes());
    assertThat(row.stackBytes()).as("stack").isEqualTo(baseline.stackBytes());
  }

  /** The page and the chart are made of the figures, by {@code halyard benchmark --report docs}. */
  @Test
  void theBenchmarksPageAndChartShowItsFigures() throws IOException {
    Path docs = WORKSPACE.root().resolve("docs");
    Benchmark benchmark = Benchmark.load(docs);
    assertThat(docs.resolve("benchmark.md")).hasContent(benchmark.page());
    assertThat(docs.resolve("benchmark.svg"))
        .hasContent(benchmark.chart(BoardCatalog.load(WORKSPACE.boards())));
  }

  private static String name(Path file) {
    return WORKSPACE.goldens().relativize(file).toString();
  }

  private static void check(Path file, BoardCatalog boards) throws IOException {
    Board board = boards.board(file.getFileName().toString().replace(".yaml", ""));
    Baseline baseline = Baseline.load(file).orElseThrow();
    assertThat(baseline.modelSha256())
        .as("modelSha256")
        .isIn(modelsOf(file.getParent().getParent()));
    assertThat(baseline.toolchain()).as("toolchain").startsWith("rustc 1.");
    assertThat(baseline.updatedBy()).as("updatedBy").isNotBlank();
    assertThat(baseline.why()).as("why").isNotBlank();
    assertThat(baseline.flashBytes()).as("flashBytes").isBetween(1L, board.flashBytes());
    assertThat(baseline.arenaBytes()).as("arenaBytes").isBetween(1L, board.arenaBudget());
    assertThat(baseline.operators()).as("operators").isNotEmpty();
    long sum = baseline.operators().values().stream().mapToLong(Long::longValue).sum();
    assertThat(baseline.instructions() == null).isNotEqualTo(baseline.cycles() == null);
    assertThat(Objects.requireNonNullElse(baseline.instructions(), baseline.cycles()))
        .as("instructions or cycles, of which operators %d", sum)
        .isGreaterThanOrEqualTo(sum);
  }

  private static List<String> modelsOf(Path folder) throws IOException {
    List<String> hashes = new ArrayList<>();
    for (Path provenance : Data.below(folder, "provenance.yaml").toList()) {
      hashes.add(GoldenOutput.provenance(provenance.getParent()).modelSha256());
    }
    return hashes;
  }
}
