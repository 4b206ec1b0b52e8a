package dev.halyard.harness.report.memory;

import dev.halyard.harness.report.memory.MemoryMap.Kind;
import dev.halyard.harness.report.svg.Box;
import dev.halyard.harness.report.svg.SvgWriter;
import java.util.List;
import java.util.function.Predicate;

/** What the colours and patterns of a memory drawing mean. */
final class Legend {
  private static final double FONT = 11;
  private static final double HIGH = 12;
  private static final double WIDE = 18;
  private static final double GAP = 14;

  /** Narrower than {@link Labels#LETTER}, which is for the widest: gaps are to look even. */
  private static final double MEAN_LETTER = 0.52;

  /**
   * A colour and its meaning.
   *
   * @param shown whether a map has any of it
   * @param styles classes of rectangles, one over the other
   * @param text what it means
   */
  private record Entry(Predicate<MemoryMap> shown, List<String> styles, String text) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(has(Kind.INPUT), List.of("area input"), "input"),
          new Entry(has(Kind.OUTPUT), List.of("area output"), "output"),
          new Entry(has(Kind.TENSOR), List.of("area tensor"), "whole tensor"),
          new Entry(has(Kind.RING), List.of("area ring", "rings"), "ring: rows kept of all"),
          new Entry(has(Kind.SCRATCH), List.of("area scratch"), "scratch"),
          new Entry(has(Kind.VIEW), List.of("area view"), "view"),
          new Entry(
              map -> !map.use().shared().isEmpty(),
              List.of("area tensor", "shared"),
              "output over dying input"),
          new Entry(map -> !map.streams().isEmpty(), List.of("stream"), "streams by rows"));

  private Legend() {}

  private static Predicate<MemoryMap> has(Kind kind) {
    return map -> map.areas().stream().anyMatch(area -> area.kind() == kind);
  }

  private static List<Entry> entries(MemoryMap map) {
    return ENTRIES.stream().filter(entry -> entry.shown().test(map)).toList();
  }

  /** Writes the patterns that style sheets refer to. */
  static void patterns(SvgWriter svg) {
    svg.open("defs");
    pattern(svg, "rings", 7)
        .empty("path", "class", "hatch", "d", "M-1 8 L8 -1 M-2 2 L2 -2 M5 9 L9 5");
    svg.close();
    pattern(svg, "shared", 6).empty("path", "class", "cross", "d", "M0 0 L6 6 M6 0 L0 6");
    svg.close();
    svg.close();
  }

  private static SvgWriter pattern(SvgWriter svg, String id, int size) {
    String side = String.valueOf(size);
    return svg.open(
        "pattern", "id", id, "width", side, "height", side, "patternUnits", "userSpaceOnUse");
  }

  /** Returns the width of the entries of a map. */
  static double width(MemoryMap map) {
    return entries(map).stream().mapToDouble(Legend::width).sum();
  }

  private static double width(Entry entry) {
    return WIDE + 5 + entry.text().length() * FONT * MEAN_LETTER + GAP;
  }

  /** Writes what a map has, from the left upper corner of a box on. */
  static void write(SvgWriter svg, Box at, MemoryMap map) {
    double x = at.x();
    for (Entry entry : entries(map)) {
      Box sample = new Box(x, at.y(), WIDE, HIGH);
      entry.styles().forEach(style -> svg.rectangle(sample, style));
      svg.text(x + WIDE + 5, at.y() + HIGH - 2, "legend", entry.text());
      x += width(entry);
    }
  }
}
