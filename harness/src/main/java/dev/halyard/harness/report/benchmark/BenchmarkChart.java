package dev.halyard.harness.report.benchmark;

import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.harness.report.Figures;
import dev.halyard.harness.report.svg.Box;
import dev.halyard.harness.report.svg.SvgWriter;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Draws a benchmark: a block per model, a line per board; dots of instructions per
 * multiply-accumulate, flash and arena, on logarithmic scales.
 */
final class BenchmarkChart {
  private static final double WIDTH = 1000;
  private static final double MARGIN = 24;
  private static final double HEAD = 96;
  private static final double FOOT = 20;
  private static final double LEGEND_ENTRY = 130;
  private static final double LINE = 16;
  private static final double BLOCK_HEAD = 24;
  private static final double BLOCK_GAP = 10;
  private static final double LABELS = 210;
  private static final double DOT = 4;
  private static final double LEGEND_LINE = 52;
  private static final String OTHER = "other";

  /** How names of boards begin, which is also the class of their colour, and what they are. */
  private static final List<Map.Entry<String, String>> KINDS =
      List.of(
          Map.entry("cortex", "Cortex-M7, -M33"),
          Map.entry("rp2040", "Cortex-M0+"),
          Map.entry("rv32", "RV32IMAC"),
          Map.entry("gd32", "GD32VF103"),
          Map.entry("xtensa", "Xtensa LX"),
          Map.entry("atmega", "AVR"),
          Map.entry(OTHER, "others"));

  private static final Scale SPEED =
      new Scale("instructions, or cycles, per multiply-accumulate", LABELS + 4, 470, 1, 256);
  private static final Scale FLASH = new Scale("flash", 570, 720, 1 << 14, 1 << 20);
  private static final Scale ARENA = new Scale("arena", 800, 930, 1 << 6, 1 << 18);

  private final Benchmark benchmark;

  BenchmarkChart(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  String draw() {
    List<String> models = benchmark.models();
    double bottom =
        FOOT
            + HEAD
            + benchmark.rows().size() * LINE
            + models.size() * (BLOCK_HEAD + BLOCK_GAP)
            + MARGIN;
    SvgWriter svg =
        new SvgWriter(
            WIDTH,
            bottom,
            "Instructions per multiply-accumulate, flash and arena of every model on every board",
            SvgWriter.style(BenchmarkChart.class, "benchmark.css"));
    svg.rectangle(new Box(0, 0, WIDTH, bottom), "paper");
    svg.text(MARGIN, 30, "title", "What every model costs on every board");
    legend(svg);
    axis(svg, SPEED, bottom, 2, SvgWriter::number);
    axis(svg, FLASH, bottom, 8, value -> Figures.size((long) value));
    axis(svg, ARENA, bottom, 16, value -> Figures.size((long) value));
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

  /** Names the colours of the boards that there are. */
  private void legend(SvgWriter svg) {
    double x = MARGIN;
    for (Map.Entry<String, String> kind : KINDS) {
      if (benchmark.rows().stream().anyMatch(row -> kind(row.board()).equals(kind.getKey()))) {
        dot(svg, kind.getKey(), x + DOT, LEGEND_LINE - DOT);
        svg.text(x + 3 * DOT, LEGEND_LINE, "legend", kind.getValue());
        x += LEGEND_ENTRY;
      }
    }
  }

  private static void dot(SvgWriter svg, String kind, double x, double y) {
    svg.empty(
        "circle",
        "class",
        "dot " + kind,
        "cx",
        SvgWriter.number(x),
        "cy",
        SvgWriter.number(y),
        "r",
        SvgWriter.number(DOT));
  }

  private void line(SvgWriter svg, BenchmarkRow row, double y) {
    double base = y + 10;
    svg.text(LABELS - 10, base, "board end", row.board());
    if (!row.passed()) {
      svg.text(LABELS + 4, base, "misfit", row.outcome());
      return;
    }
    Double perMac = row.perMac();
    if (perMac == null) {
      svg.text(LABELS + 4, base, "misfit", "no multiply-accumulates");
    } else {
      String unit = row.cycles() == null ? "" : " cycles";
      dot(svg, SPEED, perMac, Figures.decimal(perMac) + unit, base, row);
    }
    dot(svg, FLASH, row.flashBytes(), base, row);
    dot(svg, ARENA, row.arenaBytes(), base, row);
  }

  private static void dot(
      SvgWriter svg, Scale scale, @Nullable Long bytes, double base, BenchmarkRow row) {
    if (bytes != null) {
      dot(svg, scale, bytes, grouped(bytes), base, row);
    }
  }

  private static void dot(
      SvgWriter svg, Scale scale, double value, String figure, double base, BenchmarkRow row) {
    double x = scale.at(value);
    dot(svg, kind(row.board()), x, base - DOT);
    svg.text(x + 8, base, "figure", figure);
  }

  /** Returns the class of a board's colour: one for each instruction set. */
  private static String kind(String board) {
    return KINDS.stream()
        .map(Map.Entry::getKey)
        .filter(board::startsWith)
        .findFirst()
        .orElse(OTHER);
  }

  private static void axis(
      SvgWriter svg, Scale scale, double bottom, double ratio, DoubleFunction<String> text) {
    svg.text(scale.left(), HEAD - 22, "axis", scale.title());
    svg.text(scale.left(), bottom - 6, "axis", scale.title());
    for (double value = scale.start(); value <= scale.end(); value *= ratio) {
      tick(svg, scale, value, bottom, text.apply(value));
    }
  }

  private static void tick(SvgWriter svg, Scale scale, double value, double bottom, String text) {
    double x = scale.at(value);
    svg.line(x, HEAD, x, bottom - FOOT - MARGIN / 2, "grid");
    svg.text(x, HEAD - 6, "tick middle", text);
    svg.text(x, bottom - FOOT, "tick middle", text);
  }
}
