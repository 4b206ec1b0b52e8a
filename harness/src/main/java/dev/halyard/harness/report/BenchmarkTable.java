package dev.halyard.harness.report;

import static dev.halyard.harness.report.Figures.decimal;
import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.Misfit;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.run.Misfits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs side by side. */
public final class BenchmarkTable {
  private BenchmarkTable() {}

  /**
   * Returns a table with a line per run, and below it the cause of each that did not pass. Cycles
   * have a column where a board counts them; a board that does has no instructions.
   */
  public static String of(List<RunRecord> records) {
    boolean cycles = records.stream().anyMatch(record -> record.speed().cycles() != null);
    TextTable table = new TextTable("lllrrrrrr" + (cycles ? "r" : ""));
    List<String> head = new ArrayList<>(List.of("model", "board", "verdict", "instructions"));
    head.addAll(cycles ? List.of("cycles") : List.of());
    head.addAll(List.of("per MAC", "flash", "weights", "arena", "stack"));
    table.row(head.toArray(String[]::new));
    StringBuilder causes = new StringBuilder();
    for (RunRecord record : records) {
      Judgement judgement = record.judgement();
      table.row(cells(record, cycles));
      if (judgement.cause() != null) {
        causes
            .append('\n')
            .append(record.subject().model())
            .append(" on ")
            .append(record.subject().board())
            .append(": ");
        causes.append(cause(record)).append('\n');
      }
    }
    return table.render("") + causes;
  }

  /** Of boards that a model fits, there is only told how to learn them: a table has many rows. */
  private static String cause(RunRecord record) {
    String cause = Objects.requireNonNull(record.judgement().cause());
    Misfit misfit = record.judgement().misfit();
    if (misfit == null || !cause.endsWith(Misfits.proposal(misfit))) {
      return cause;
    }
    return cause.substring(0, cause.length() - Misfits.proposal(misfit).length())
        + "  boards that it fits: halyard run %s --board %s"
            .formatted(record.subject().model(), record.subject().board());
  }

  private static String[] cells(RunRecord record, boolean cycles) {
    Footprint bytes = record.footprint();
    List<String> cells = new ArrayList<>();
    cells.add(record.subject().model());
    cells.add(record.subject().board());
    cells.add(outcome(record.judgement()));
    cells.add(grouped(record.speed().instructions()));
    if (cycles) {
      cells.add(grouped(record.speed().cycles()));
    }
    cells.add(decimal(record.speed().perMac()));
    cells.add(grouped(bytes.flashBytes()));
    cells.add(grouped(bytes.weightBytes()));
    cells.add(grouped(bytes.arenaBytes()));
    cells.add(grouped(bytes.stackBytes()));
    return cells.toArray(String[]::new);
  }

  private static String outcome(Judgement judgement) {
    if (judgement.misfit() != null) {
      Misfit misfit = judgement.misfit();
      return MisfitText.of(misfit.ramExcess(), misfit.flashExcess());
    }
    return judgement.verdict().text()
        + (judgement.judge() == null ? "" : " (" + judgement.judge().text() + ")");
  }
}
