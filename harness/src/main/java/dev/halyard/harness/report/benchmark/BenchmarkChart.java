package dev.halyard.harness.report.benchmark;

import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.harness.report.Figures;
import dev.halyard.harness.report.svg.Box;
import dev.halyard.harness.report.svg.SvgWriter;
import dev.halyard.targets.InstructionSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
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

  /** What a colour stands for, by its class; boards that are not there any more are of none. */
  private static final Map<String, String> KINDS = kinds();

  private static final Scale SPEED =
      new Scale("instructions, or cycles, per multiply-accumulate", LABELS + 4, 470, 0.25, 256);
  private static final Scale FLASH = new Scale("flash", 570, 720, 1 << 14, 1 << 20);
  private static final Scale ARENA = new Scale("arena", 800, 930, 1 << 5, 1 << 20);
  private static final double SPEED_RATIO = 2;
  private static final double FLASH_RATIO = 8;
  private static final double ARENA_RATIO = 32;

  private final Benchmark benchmark;
  private final Map<String, InstructionSet> instructionSets;
  private final Scale speed;
  private final Scale flash;
  private final Scale arena;

  BenchmarkChart(Benchmark benchmark, Map<String, InstructionSet> instructionSets) {
    this.benchmark = benchmark;
    this.instructionSets = instructionSets;
    this.speed = SPEED.covering(values(benchmark, BenchmarkRow::perMac), SPEED_RATIO);
    this.flash = FLASH.covering(values(benchmark, BenchmarkRow::flashBytes), FLASH_RATIO);
    this.arena = ARENA.covering(values(benchmark, BenchmarkRow::arenaBytes), ARENA_RATIO);
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put(InstructionSet.ARMV7E_M.text(), "Armv7E-M");
    kinds.put(InstructionSet.ARMV8_M_MAIN.text(), "Armv8-M");
    kinds.put(InstructionSet.ARMV7_M.text(), "Armv7-M");
    kinds.put(InstructionSet.ARMV6_M.text(), "Armv6-M");
    kinds.put(InstructionSet.RV32IMAC.text(), "RV32IMAC");
    kinds.put(InstructionSet.XTENSA_LX.text(), "Xtensa LX");
    kinds.put(InstructionSet.AVR.text(), "AVR");
    kinds.put(OTHER, "others");
    return kinds;
  }

  /** Returns a figure of the rows that are drawn: those of models that ran. */
  private static double[] values(
      Benchmark benchmark, Function<BenchmarkRow, @Nullable Number> figure) {
    return benchmark.rows().stream()
        .filter(BenchmarkRow::passed)
        .map(figure)
        .filter(Objects::nonNull)
        .mapToDouble(Number::doubleValue)
        .toArray();
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
    axis(svg, speed, bottom, SPEED_RATIO, BenchmarkChart::number);
    axis(svg, flash, bottom, FLASH_RATIO, value -> Figures.size((long) value));
    axis(svg, arena, bottom, ARENA_RATIO, value -> Figures.size((long) value));
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
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
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
      dot(svg, speed, perMac, Figures.decimal(perMac) + unit, base, row);
    }
    dot(svg, flash, row.flashBytes(), base, row);
    dot(svg, arena, row.arenaBytes(), base, row);
  }

  private void dot(
      SvgWriter svg, Scale scale, @Nullable Long bytes, double base, BenchmarkRow row) {
    if (bytes != null) {
      dot(svg, scale, bytes, grouped(bytes), base, row);
    }
  }

  private void dot(
      SvgWriter svg, Scale scale, double value, String figure, double base, BenchmarkRow row) {
    double x = scale.at(value);
    dot(svg, kind(row.board()), x, base - DOT);
    svg.text(x + 8, base, "figure", figure);
  }

  /** Returns the class of a board's colour: one for each instruction set. */
  private String kind(String board) {
    InstructionSet instructionSet = instructionSets.get(board);
    return instructionSet == null || !KINDS.containsKey(instructionSet.text())
        ? OTHER
        : instructionSet.text();
  }

  private static String number(double value) {
    return value < 1 ? String.valueOf(value) : SvgWriter.number(value);
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
