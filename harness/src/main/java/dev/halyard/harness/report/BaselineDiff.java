package dev.halyard.harness.report;

import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.harness.metrics.Baseline;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changes from one baseline to the next. */
public final class BaselineDiff {
  private BaselineDiff() {}

  /** Returns the figures that differ as a table, or one line if none does. */
  public static String of(Optional<Baseline> before, Baseline after) {
    TextTable table = new TextTable("lrrr").row("figure", "before", "after", "change");
    Baseline old = before.orElse(null);
    int rows = 0;
    rows +=
        row(table, "instructions", old == null ? null : old.instructions(), after.instructions());
    rows += row(table, "cycles", old == null ? null : old.cycles(), after.cycles());
    Set<String> nodes = new LinkedHashSet<>(after.operators().keySet());
    if (old != null) {
      nodes.addAll(old.operators().keySet());
    }
    for (String node : nodes) {
      rows +=
          row(
              table,
              "  " + node,
              old == null ? null : old.operators().get(node),
              after.operators().get(node));
    }
    rows += row(table, "flash bytes", old == null ? null : old.flashBytes(), after.flashBytes());
    rows += row(table, "arena bytes", old == null ? null : old.arenaBytes(), after.arenaBytes());
    rows += row(table, "stack bytes", old == null ? null : old.stackBytes(), after.stackBytes());
    return rows == 0 ? "  no figure changes\n" : table.render("  ");
  }

  private static int row(
      TextTable table, String figure, @Nullable Long before, @Nullable Long after) {
    if (Objects.equals(before, after)) {
      return 0;
    }
    String change =
        before == null || after == null || before == 0
            ? ""
            : String.format(Locale.ROOT, "%+.2f %%", 100.0 * (after - before) / before);
    table.row(figure, grouped(before), grouped(after), change);
    return 1;
  }
}
