package dev.halyard.harness.report.memory;

import dev.halyard.harness.report.svg.Box;
import dev.halyard.harness.report.svg.SvgWriter;
import java.util.List;

/** What the colours and patterns of a memory drawing mean. */
final class Legend {
  private static final double FONT = 11;
  private static final double HIGH = 12;
  private static final double WIDE = 18;

  /**
   * A colour and its meaning.
   *
   * @param styles classes of rectangles, one over the other
   * @param text what it means
   */
  private record Entry(List<String> styles, String text) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(List.of("area input"), "input"),
          new Entry(List.of("area output"), "output"),
          new Entry(List.of("area tensor"), "whole tensor"),
          new Entry(List.of("area ring", "rings"), "ring: rows kept of all"),
          new Entry(List.of("area scratch"), "scratch"),
          new Entry(List.of("area view"), "view"),
          new Entry(List.of("area tensor", "shared"), "output over dying input"),
          new Entry(List.of("stream"), "streams by rows"));

  private Legend() {}

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

  /** Returns the width of all entries. */
  static double width() {
    return ENTRIES.stream().mapToDouble(Legend::width).sum();
  }

  private static double width(Entry entry) {
    return WIDE + 5 + Labels.width(entry.text(), FONT) + 14;
  }

  /** Writes the legend from the left upper corner of a box on. */
  static void write(SvgWriter svg, Box at) {
    double x = at.x();
    for (Entry entry : ENTRIES) {
      Box sample = new Box(x, at.y(), WIDE, HIGH);
      entry.styles().forEach(style -> svg.rectangle(sample, style));
      svg.text(x + WIDE + 5, at.y() + HIGH - 2, "legend", entry.text());
      x += width(entry);
    }
  }
}
