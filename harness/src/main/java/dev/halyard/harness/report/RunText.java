package dev.halyard.harness.report;

import static dev.halyard.harness.report.Figures.bar;
import static dev.halyard.harness.report.Figures.decimal;
import static dev.halyard.harness.report.Figures.grouped;
import static dev.halyard.harness.report.Figures.percent;

import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.OperatorProfile;
import dev.halyard.harness.metrics.Speed;
import dev.halyard.harness.record.Judge;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.run.RunReport;
import java.util.Locale;
import java.util.Objects;

/** A run's report for a person at a terminal. */
public final class RunText {
  private static final int BAR_WIDTH = 16;

  private RunText() {}

  /** Returns the report, several lines. */
  public static String of(RunReport report) {
    RunRecord record = report.record();
    StringBuilder text = new StringBuilder();
    text.append(headline(record)).append('\n').append(sentence(report));
    if (record.footprint().arenaBytes() != null) {
      text.append('\n').append(figures(record));
      text.append('\n').append(operators(record.speed()));
    }
    report.crate().ifPresent(path -> text.append("\n  crate       ").append(path));
    report.images().forEach(path -> text.append("\n  image       ").append(path));
    report
        .folder()
        .ifPresent(path -> text.append("\n  transcript  ").append(path.resolve("transcript.txt")));
    return text.toString().stripTrailing() + "\n";
  }

  private static String headline(RunRecord record) {
    return "%s on %s: %s"
        .formatted(
            record.subject().model(),
            record.subject().board(),
            record.judgement().verdict().text().toUpperCase(Locale.ROOT));
  }

  private static String sentence(RunReport report) {
    Judgement judgement = report.record().judgement();
    if (judgement.verdict() != Verdict.PASS) {
      return "  " + Objects.requireNonNullElse(judgement.cause(), "").replace("\n", "\n  ") + "\n";
    }
    String judge =
        judgement.judge() == Judge.GOLDEN
            ? "the golden outputs" + report.producer().map(producer -> " of " + producer).orElse("")
            : "the reference interpreter (no golden output judged them)";
    String accuracy =
        report
            .accuracy()
            .map(
                a ->
                    "\n  accuracy "
                        + percent(a.right(), a.labelled())
                        + " of "
                        + a.labelled()
                        + " labelled inputs")
            .orElse("");
    return "  %d inferences equal %s, bit for bit%s%n"
        .formatted(judgement.cases(), judge, accuracy);
  }

  private static String figures(RunRecord record) {
    Speed speed = record.speed();
    Footprint bytes = record.footprint();
    TextTable table = new TextTable("lrl");
    if (speed.unit() != null) {
      table.row(
          speed.unit().text(),
          grouped(speed.count()),
          "%s per MAC; most of any inference %s"
              .formatted(decimal(speed.perMac()), grouped(speed.countMax())));
    } else {
      table.row("instructions", "–", "not measured on this board");
    }
    table.row(
        "flash",
        grouped(bytes.flashBytes()),
        "bytes: weights %s, code and the rest %s"
            .formatted(grouped(bytes.weightBytes()), grouped(bytes.codeBytes())));
    table.row(
        "arena",
        grouped(bytes.arenaBytes()),
        "bytes: tensors %s, scratch up to %s; tensors without overlap %s"
            .formatted(
                grouped(bytes.tensorBytes()),
                grouped(bytes.scratchBytes()),
                grouped(bytes.noOverlapBytes())));
    if (bytes.streamingInstructions() != null && bytes.streamingInstructions() > 0) {
      table.row(
          "streaming",
          "by rows",
          "costs about %s instructions (estimate)"
              .formatted(grouped(bytes.streamingInstructions())));
    }
    table.row(
        "stack",
        grouped(bytes.stackBytes()),
        bytes.stackBytes() == null ? "not measured on this board" : "bytes, high-water mark");
    return table.render("  ");
  }

  private static String operators(Speed speed) {
    if (speed.unit() == null || speed.count() == null) {
      return "";
    }
    TextTable table =
        new TextTable("llrrrl")
            .row("node", "operator", speed.unit().text(), "per MAC", "share", "");
    long total = speed.count();
    long attributed = 0;
    for (OperatorProfile node : speed.operators()) {
      long own = Objects.requireNonNullElse(node.count(), 0L);
      attributed += own;
      String perMac = node.macs() == 0 ? "" : decimal((double) own / node.macs());
      table.row(
          node.name(),
          node.operator(),
          grouped(own),
          perMac,
          percent(own, total),
          bar(own, total, BAR_WIDTH));
    }
    table.row(
        "(between nodes)",
        "",
        grouped(total - attributed),
        "",
        percent(total - attributed, total),
        "");
    return table.render("  ");
  }
}
