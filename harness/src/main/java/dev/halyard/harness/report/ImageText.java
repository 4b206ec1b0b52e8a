package dev.halyard.harness.report;

import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.harness.image.ImageReport;
import dev.halyard.harness.image.Outcome;
import dev.halyard.harness.image.RegionUse;
import dev.halyard.targets.Board;
import java.util.List;
import java.util.Map;

/** What a firmware takes of a board's memory and what was checked of it, for a terminal. */
public final class ImageText {
  private static final Map<Outcome.State, String> STATES =
      Map.of(
          Outcome.State.OK,
          "ok",
          Outcome.State.FAILED,
          "FAILED",
          Outcome.State.NOT_DONE,
          "not done");

  private ImageText() {}

  /** Returns a table of the memory and one of the checks. */
  public static String of(Board board, ImageReport report) {
    return board.name()
        + ": "
        + board.title()
        + "; "
        + board.state().inWords()
        + "\n\n"
        + memory(report.regions())
        + "\n"
        + checks(report.checks());
  }

  private static String memory(List<RegionUse> regions) {
    TextTable table = new TextTable("lrrr").row("memory", "used", "size", "free");
    for (RegionUse use : regions) {
      table.row(
          use.region().name(),
          grouped(use.usedBytes()),
          grouped(use.region().bytes()),
          grouped(use.freeBytes()));
    }
    return table.render("  ");
  }

  private static String checks(List<ImageReport.Entry> checks) {
    TextTable table = new TextTable("lll").row("check", "", "");
    for (ImageReport.Entry check : checks) {
      String state = STATES.getOrDefault(check.outcome().state(), "");
      String name = check.name();
      for (String detail : check.outcome().details()) {
        table.row(name, state, detail);
        name = "";
        state = "";
      }
    }
    return table.render("  ");
  }
}
