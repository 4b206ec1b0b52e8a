package dev.halyard.harness.report;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: columns as wide as their widest cell, two spaces between. */
public final class TextTable {
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();

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

  /** Returns the lines, each behind {@code indent}. */
  public String render(String indent) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
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
