package dev.halyard.harness.report.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  @TempDir private Path folder;

  @Test
  void whatIsSavedIsRead() throws IOException {
    Benchmark benchmark = Benchmark.of(List.of(FITS, MISFIT, LIMITED));
    assertThat(benchmark.rows()).containsExactly(MISFIT, FITS);
    benchmark.save(folder);
    assertThat(Benchmark.load(folder)).isEqualTo(benchmark);
    assertThat(folder.resolve("benchmark.md")).hasContent(benchmark.page());
    assertThat(folder.resolve("benchmark.svg")).hasContent(benchmark.chart());
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
    assertThat(Benchmark.of(List.of(FITS, LIMITED)).chart())
        .isEqualTo(Benchmark.of(List.of(FITS)).chart());
  }

  @Test
  void pageAndChartShowFiguresAndWhatDoesNotFit() {
    Benchmark benchmark = Benchmark.of(List.of(FITS, MISFIT));
    assertThat(benchmark.page())
        .containsPattern("kws +rv32imac-emulated +1 000 +– +5.25 +40 000 +9 +80 +7 +pass")
        .containsPattern(
            "kws +atmega328p-emulated .* does not fit: RAM by 7 056, flash by 9 100 bytes");
    assertThat(benchmark.chart())
        .contains(">5.25</text>", ">40 000</text>", ">80</text>")
        .contains("does not fit: RAM by 7 056, flash by 9 100 bytes")
        .contains("prefers-color-scheme: dark")
        .contains(">RV32IMAC</text>", ">AVR</text>")
        .doesNotContain(">Xtensa LX</text>", ">others</text>");
    assertThat(benchmark.chart().split(">arena</text>", -1)).as("axis above and below").hasSize(3);
  }
}
