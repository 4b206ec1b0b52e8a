package dev.halyard.harness.report;

import static dev.halyard.harness.report.Figures.decimal;
import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.RunRecord;
import java.util.List;
import java.util.Objects;

/** Runs side by side. */
public final class BenchmarkTable {
  private BenchmarkTable() {}

  /** Returns a table with a line per run, and below it the cause of each that did not pass. */
  public static String of(List<RunRecord> records) {
    TextTable table =
        new TextTable("lllrrrrrr")
            .row(
                "model",
                "board",
                "verdict",
                "instructions",
                "per MAC",
                "flash",
                "weights",
                "arena",
                "stack");
    StringBuilder causes = new StringBuilder();
    for (RunRecord record : records) {
      Footprint bytes = record.footprint();
      Judgement judgement = record.judgement();
      table.row(
          record.subject().model(),
          record.subject().board(),
          judgement.verdict().text()
              + (judgement.judge() == null ? "" : " (" + judgement.judge().text() + ")"),
          grouped(record.speed().instructions()),
          decimal(record.speed().instructionsPerMac()),
          grouped(bytes.flashBytes()),
          grouped(bytes.weightBytes()),
          grouped(bytes.arenaBytes()),
          grouped(bytes.stackBytes()));
      if (judgement.cause() != null) {
        causes
            .append('\n')
            .append(record.subject().model())
            .append(" on ")
            .append(record.subject().board())
            .append(": ");
        causes.append(Objects.requireNonNull(judgement.cause())).append('\n');
      }
    }
    return table.render("") + causes;
  }
}
