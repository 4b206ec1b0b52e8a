package dev.halyard.harness.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.schedule.KernelChoice;
import dev.halyard.engine.schedule.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel computes each node of a model on a board, what it was predicted and counted to take,
 * and what the runner-up would have.
 *
 * @param model its name
 * @param board its name
 * @param predicted instructions of an inference, streaming included
 * @param measured instructions of an inference; null without a run
 * @param flashBytes of weights, records of channels, and tables
 * @param arenaBytes of tensors, rings and scratch memory
 * @param nodes in order
 */
public record KernelsReport(
    String model,
    String board,
    long predicted,
    @Nullable Long measured,
    long flashBytes,
    long arenaBytes,
    List<Row> nodes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A node.
   *
   * @param node its name
   * @param operator builtin name
   * @param kernel its module
   * @param predicted instructions, calls by rows included
   * @param measured instructions; null without a run
   * @param flashBytes of the kernel's arrays
   * @param runnerUp module of the next best kernel; null where there is none
   * @param runnerUpPredicted its instructions
   * @param runnerUpFlashBytes of its arrays
   */
  public record Row(
      String node,
      String operator,
      String kernel,
      long predicted,
      @Nullable Long measured,
      long flashBytes,
      @Nullable String runnerUp,
      @Nullable Long runnerUpPredicted,
      @Nullable Long runnerUpFlashBytes) {}

  /** Copies the list. */
  public KernelsReport {
    nodes = List.copyOf(nodes);
  }

  /**
   * Returns the report of a plan.
   *
   * @param choices of the plan's steps
   * @param record of a run, as JSON; empty without one
   * @throws IOException if the record cannot be read
   */
  public static KernelsReport of(
      Plan plan, String board, List<KernelChoice> choices, Optional<String> record)
      throws IOException {
    JsonNode run = JSON.readTree(record.orElse("{}"));
    Map<String, Long> counted = new HashMap<>();
    for (JsonNode operator : run.path("operators")) {
      if (operator.path("instructions").isNumber()) {
        counted.put(operator.path("name").asText(), operator.path("instructions").asLong());
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int step = 0; step < choices.size(); step++) {
      KernelChoice choice = choices.get(step);
      rows.add(row(choice, plan.instructions(step), counted.get(choice.node().name())));
    }
    JsonNode total = run.path("instructions");
    return new KernelsReport(
        plan.graph().name(),
        board,
        plan.instructions(),
        total.isNumber() ? total.asLong() : null,
        plan.flashBytes(),
        plan.memory().arenaBytes(),
        rows);
  }

  private static Row row(KernelChoice choice, long predicted, @Nullable Long measured) {
    Optional<KernelUse> other = choice.runnerUp();
    return new Row(
        choice.node().name(),
        choice.node().operator().builtinName(),
        choice.chosen().kernel().module(),
        predicted,
        measured,
        choice.chosen().cost().flashBytes(),
        other.map(use -> use.kernel().module()).orElse(null),
        other.map(use -> use.cost().instructions()).orElse(null),
        other.map(use -> use.cost().flashBytes()).orElse(null));
  }

  /** Returns the report as one line of JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always writable", e);
    }
  }

  /** Returns the report as a table. */
  public String toText() {
    TextTable table =
        new TextTable("llrrrrlrr")
            .row(
                "node",
                "kernel",
                "predicted",
                "counted",
                "off",
                "flash",
                "runner-up",
                "predicted",
                "flash");
    for (Row row : nodes) {
      table.row(
          row.node(),
          row.kernel(),
          Figures.grouped(row.predicted()),
          orDash(row.measured()),
          off(row.predicted(), row.measured()),
          Figures.grouped(row.flashBytes()),
          row.runnerUp() == null ? "-" : row.runnerUp(),
          orDash(row.runnerUpPredicted()),
          orDash(row.runnerUpFlashBytes()));
    }
    table.row(
        "in all",
        "",
        Figures.grouped(predicted),
        orDash(measured),
        off(predicted, measured),
        Figures.grouped(flashBytes),
        "",
        "",
        "");
    return "%s on %s: arena %s bytes%n%s"
        .formatted(model, board, Figures.grouped(arenaBytes), table.render(""));
  }

  private static String orDash(@Nullable Long value) {
    return value == null ? "-" : Figures.grouped(value);
  }

  private static String off(long predicted, @Nullable Long measured) {
    return measured == null || measured == 0
        ? "-"
        : String.format(Locale.ROOT, "%+.1f%%", 100.0 * (predicted - measured) / measured);
  }
}
