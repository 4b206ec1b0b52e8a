package dev.halyard.harness.report.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {
  private static final BenchmarkRow FITS =
      new BenchmarkRow(
          "kws",
          "rv32imac-emulated",
          "pass",
          1000L,
          null,
          5.25,
          40_000L,
          9L,
          80L,
          7L,
          null,
          null,
          null);

  private static final BenchmarkRow MISFIT =
      new BenchmarkRow(
          "kws",
          "atmega328p-emulated",
          "unsupported",
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          7_056L,
          9_100L,
          null);

  private static final BenchmarkRow LIMITED =
      new BenchmarkRow(
          "kws", FITS.board(), "pass", 2500L, null, 13.1, 41_000L, 9L, 60L, 7L, null, null, 64L);

  private static final BoardCatalog BOARDS = BoardCatalog.load(Path.of("../targets/boards"));

  @TempDir private Path folder;

  @Test
  void whatIsSavedIsRead() throws IOException {
    Benchmark benchmark = Benchmark.of(List.of(FITS, MISFIT, LIMITED));
    assertThat(benchmark.rows()).containsExactly(MISFIT, FITS);
    benchmark.save(folder, BOARDS);
    assertThat(Benchmark.load(folder)).isEqualTo(benchmark);
    assertThat(folder.resolve("benchmark.md")).hasContent(benchmark.page());
    assertThat(folder.resolve("benchmark.svg")).hasContent(benchmark.chart(BOARDS));
  }

  @Test
  void aNewerRunTakesThePlaceOfAnOlderOne() {
    BenchmarkRow newer =
        new BenchmarkRow(
            "kws", FITS.board(), "pass", 900L, null, 5.0, 40_000L, 9L, 80L, 7L, null, null, null);
    Benchmark benchmark = Benchmark.of(List.of(FITS, LIMITED, MISFIT)).with(List.of(newer));
    assertThat(benchmark.rows()).containsExactly(MISFIT, newer);
    assertThat(benchmark.limited()).containsExactly(LIMITED);
    assertThat(benchmark.with(List.of(LIMITED))).isEqualTo(benchmark);
  }

  @Test
  void runsInLessMemoryHaveATableOfTheirOwn() {
    assertThat(Benchmark.of(List.of(FITS, LIMITED)).page())
        .containsPattern("kws +rv32imac-emulated +64 +2 500 +– +13\\.10 +2\\.50 +60 +7 +pass");
    assertThat(Benchmark.of(List.of(FITS)).page()).doesNotContain("--ram");
    assertThat(Benchmark.of(List.of(FITS, LIMITED)).chart(BOARDS))
        .isEqualTo(Benchmark.of(List.of(FITS)).chart(BOARDS));
  }

  @Test
  void pageAndChartShowFiguresAndWhatDoesNotFit() {
    Benchmark benchmark = Benchmark.of(List.of(FITS, MISFIT));
    assertThat(benchmark.page())
        .containsPattern("kws +rv32imac-emulated +1 000 +– +5.25 +40 000 +9 +80 +7 +pass")
        .containsPattern(
            "kws +atmega328p-emulated .* does not fit: RAM by 7 056, flash by 9 100 bytes");
    assertThat(benchmark.chart(BOARDS))
        .contains(">5.25</text>", ">40 000</text>", ">80</text>")
        .contains("does not fit: RAM by 7 056, flash by 9 100 bytes")
        .contains("prefers-color-scheme: dark")
        .contains(">RV32IMAC</text>", ">AVR</text>")
        .doesNotContain(">Xtensa LX</text>", ">others</text>");
    assertThat(benchmark.chart(BOARDS).split(">arena</text>", -1))
        .as("axis above and below")
        .hasSize(3);
  }

  private static BenchmarkRow row(String board, double perMac, long arenaBytes) {
    return new BenchmarkRow(
        "kws", board, "pass", 1L, null, perMac, 40_000L, 9L, arenaBytes, 7L, null, null, null);
  }

  /** Returns where dots of a class are, from left to right. */
  private static double[] places(String chart, String kind) {
    return Pattern.compile("class=\"dot " + kind + "\" cx=\"([0-9.]+)\"")
        .matcher(chart)
        .results()
        .mapToDouble(dot -> Double.parseDouble(dot.group(1)))
        .toArray();
  }

  /** Nothing is drawn where it is not: an axis has room for every value. */
  @Test
  void differentFiguresLieInDifferentPlaces() {
    double[] figures = {0.01, 0.1, 0.3, 0.84, 0.95, 1, 700};
    double before = 0;
    for (double figure : figures) {
      List<BenchmarkRow> rows =
          List.of(
              row("cortex-m7-emulated", figure, 80),
              row("rv32imac-emulated", 0.01, 1 << 20),
              row("xtensa-lx-emulated", 700, 8));
      double place = places(Benchmark.of(rows).chart(BOARDS), "armv7e-m")[1];
      assertThat(place).as("place of " + figure).isGreaterThan(before);
      before = place;
    }
  }

  @Test
  void aColourIsOneInstructionSet() {
    List<BenchmarkRow> rows =
        List.of(
            row("cortex-m7-emulated", 1, 80),
            row("cortex-m33-dual-emulated", 1, 80),
            row("rv32imac-emulated", 1, 80),
            row("gd32vf103-emulated", 1, 80),
            row("removed", 1, 80));
    String chart = Benchmark.of(rows).chart(BOARDS);
    assertThat(chart).contains(">Armv7E-M</text>", ">Armv8-M</text>", ">others</text>");
    int legend = 1;
    int figures = 3;
    assertThat(places(chart, "armv7e-m")).hasSize(legend + figures);
    assertThat(places(chart, "armv8-m-main")).hasSize(legend + figures);
    assertThat(places(chart, "rv32imac")).hasSize(legend + 2 * figures);
    assertThat(places(chart, "other")).hasSize(legend + figures);
  }
}
