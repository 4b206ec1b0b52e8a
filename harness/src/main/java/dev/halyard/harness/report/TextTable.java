package dev.halyard.harness.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table for a terminal: columns as wide as their widest cell, two spaces between. It may be
 * divided by headings.
 */
public final class TextTable {
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();
  private final Map<Integer, String> headings = new HashMap<>();

  /**
   * Starts a table.
   *
   * @param alignment one letter per column: {@code l} left, {@code r} right
   */
  public TextTable(String alignment) {
    this.right = alignment.chars().mapToObj(c -> c == 'r').toList();
  }

  /** Adds a row, with as many cells as there are columns. */
  public TextTable row(String... cells) {
    if (cells.length != right.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + right.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Adds a line above the next row: it begins at the margin, and does not widen a column. */
  public TextTable heading(String text) {
    headings.put(rows.size(), text);
    return this;
  }

  /** Returns the lines, each behind {@code indent}. */
  public String render(String indent) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      if (headings.containsKey(i)) {
        text.append(i == 0 ? "" : "\n").append(headings.get(i)).append('\n');
      }
      StringBuilder line = new StringBuilder(indent);
      for (int column = 0; column < right.size(); column++) {
        line.append(column == 0 ? "" : "  ").append(pad(row.get(column), column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String pad(String cell, int column) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String space = " ".repeat(width - cell.length());
    return right.get(column) ? space + cell : cell + space;
  }
}
