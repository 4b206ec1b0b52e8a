package dev.halyard.harness.report.benchmark;

import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.harness.report.Figures;
import dev.halyard.harness.report.svg.Box;
import dev.halyard.harness.report.svg.SvgWriter;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Draws a benchmark: a block per model, a line per board; bars of instructions per
 * multiply-accumulate, and dots of flash and arena on logarithmic scales.
 */
final class BenchmarkChart {
  private static final double WIDTH = 1000;
  private static final double MARGIN = 24;
  private static final double HEAD = 74;
  private static final double LINE = 16;
  private static final double BLOCK_HEAD = 24;
  private static final double BLOCK_GAP = 10;
  private static final double BAR = 10;
  private static final double LABELS = 210;
  private static final double SPEED_END = 500;
  private static final double SPEED_STEP = 5;
  private static final double DOT = 4;

  private static final Scale FLASH = Scale.logarithmic("flash", 570, 720, 1 << 14, 1 << 20);
  private static final Scale ARENA = Scale.logarithmic("arena", 800, 930, 1 << 6, 1 << 18);

  private final Benchmark benchmark;
  private final Scale speed;

  BenchmarkChart(Benchmark benchmark) {
    this.benchmark = benchmark;
    OptionalDouble most =
        benchmark.rows().stream()
            .map(BenchmarkRow::perMac)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max();
    double end = Math.ceil(most.orElse(1) / SPEED_STEP) * SPEED_STEP;
    speed =
        Scale.linear("instructions, or cycles, per multiply-accumulate", LABELS, SPEED_END, end);
  }

  String draw() {
    List<String> models = benchmark.models();
    double bottom =
        HEAD + benchmark.rows().size() * LINE + models.size() * (BLOCK_HEAD + BLOCK_GAP) + MARGIN;
    SvgWriter svg =
        new SvgWriter(
            WIDTH,
            bottom,
            "Instructions per multiply-accumulate, flash and arena of every model on every board",
            SvgWriter.style(BenchmarkChart.class, "benchmark.css"));
    svg.rectangle(new Box(0, 0, WIDTH, bottom), "paper");
    svg.text(MARGIN, 30, "title", "What every model costs on every board");
    axis(svg, speed, bottom, SPEED_STEP);
    logarithmicAxis(svg, FLASH, bottom, 8);
    logarithmicAxis(svg, ARENA, bottom, 16);
    double y = HEAD;
    for (String model : models) {
      svg.line(MARGIN, y + BLOCK_GAP / 2, WIDTH - MARGIN, y + BLOCK_GAP / 2, "rule");
      svg.text(MARGIN, y + BLOCK_HEAD, "model", model);
      y += BLOCK_HEAD + BLOCK_GAP;
      for (BenchmarkRow row : benchmark.of(model)) {
        line(svg, row, y);
        y += LINE;
      }
    }
    return svg.end();
  }

  private void line(SvgWriter svg, BenchmarkRow row, double y) {
    double base = y + 10;
    svg.text(LABELS - 10, base, "board end", row.board());
    if (!row.passed()) {
      svg.text(LABELS + 4, base, "misfit", Misfit.of(row));
      return;
    }
    Double perMac = row.perMac();
    if (perMac == null) {
      svg.text(LABELS + 4, base, "misfit", "no multiply-accumulates");
    } else {
      double end = speed.at(perMac);
      svg.rectangle(Box.between(LABELS, y + 1, end, y + 1 + BAR), "bar " + kind(row.board()));
      String unit = row.cycles() == null ? "" : " cycles";
      svg.text(end + 5, base, "figure", Figures.decimal(perMac) + unit);
    }
    dot(svg, FLASH, row.flashBytes(), base, row);
    dot(svg, ARENA, row.arenaBytes(), base, row);
  }

  private static void dot(
      SvgWriter svg, Scale scale, @Nullable Long bytes, double base, BenchmarkRow row) {
    if (bytes == null) {
      return;
    }
    double x = scale.at(bytes);
    svg.empty(
        "circle",
        "class",
        "dot " + kind(row.board()),
        "cx",
        SvgWriter.number(x),
        "cy",
        SvgWriter.number(base - DOT),
        "r",
        SvgWriter.number(DOT));
    svg.text(x + 8, base, "figure", grouped(bytes));
  }

  /** Returns the class of a board's colour: one for each instruction set. */
  private static String kind(String board) {
    List<String> known = List.of("cortex", "rv32", "gd32", "xtensa", "atmega", "rp2040");
    return known.stream().filter(board::startsWith).findFirst().orElse("other");
  }

  private static void axis(SvgWriter svg, Scale scale, double bottom, double step) {
    head(svg, scale, bottom, value -> SvgWriter.number(value), step);
  }

  private static void head(
      SvgWriter svg, Scale scale, double bottom, Function<Double, String> text, double step) {
    svg.text(scale.left(), HEAD - 22, "axis", scale.title());
    for (double value = 0; value <= scale.end(); value += step) {
      tick(svg, scale, value, bottom, text.apply(value));
    }
  }

  private static void logarithmicAxis(SvgWriter svg, Scale scale, double bottom, double ratio) {
    svg.text(scale.left(), HEAD - 22, "axis", scale.title());
    for (double value = scale.start(); value <= scale.end(); value *= ratio) {
      tick(svg, scale, value, bottom, Figures.size((long) value));
    }
  }

  private static void tick(SvgWriter svg, Scale scale, double value, double bottom, String text) {
    double x = scale.at(value);
    svg.line(x, HEAD, x, bottom - MARGIN / 2, "grid");
    svg.text(x, HEAD - 6, "tick middle", text);
  }
}
