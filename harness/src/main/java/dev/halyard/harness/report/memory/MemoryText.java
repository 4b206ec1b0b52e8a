package dev.halyard.harness.report.memory;

import static dev.halyard.harness.report.Figures.bar;
import static dev.halyard.harness.report.Figures.grouped;
import static dev.halyard.harness.report.Figures.percent;

import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.MemoryUse;
import dev.halyard.harness.report.TextTable;
import java.util.List;
import java.util.stream.Collectors;

/** A memory map for a person at a terminal. */
public final class MemoryText {
  private static final int NAME_WIDTH = 36;
  private static final int BAR_WIDTH = 24;

  private MemoryText() {}

  /** Returns what every buffer takes, what every step takes, and the totals. */
  public static String of(MemoryMap map) {
    return map.plan().graph().name()
        + " on "
        + map.board().name()
        + ": memory of one inference\n\n"
        + buffers(map)
        + "\n"
        + steps(map)
        + "\n"
        + totals(map);
  }

  private static String buffers(MemoryMap map) {
    TextTable table =
        new TextTable("llrrrllrl")
            .row("of", "kind", "offset", "end", "bytes", "steps", "tensor", "rows", "lies over");
    for (MemoryMap.Area area : map.areas()) {
      table.row(
          area.label(),
          area.kind().text(),
          grouped(area.placement().offset()),
          grouped(area.placement().end()),
          grouped(area.placement().buffer().bytes()),
          area.firstStep() + "–" + area.lastStep(),
          ending(area.tensor(), area.label()),
          area.rows(),
          liesOver(area, map));
    }
    return table.render("  ");
  }

  private static String liesOver(MemoryMap.Area area, MemoryMap map) {
    if (area.kind() == MemoryMap.Kind.VIEW) {
      return "the same bytes as '" + labelOf(area.placement().buffer().name(), map) + "'";
    }
    return map.use().shared().stream()
        .filter(shared -> shared.output().equals(area.placement()))
        .map(shared -> shared(shared, map))
        .collect(Collectors.joining(", "));
  }

  private static String shared(MemoryUse.Shared shared, MemoryMap map) {
    String of = labelOf(shared.input().buffer().name(), map);
    return grouped(shared.bytes()) + " of '" + of + "' in step " + shared.firstStep();
  }

  private static String labelOf(String tensor, MemoryMap map) {
    return map.areas().stream()
        .filter(area -> area.placement().buffer().isTensor() && area.tensor().equals(tensor))
        .map(MemoryMap.Area::label)
        .findFirst()
        .orElse(tensor);
  }

  private static String steps(MemoryMap map) {
    TextTable table = new TextTable("rllrll").row("step", "node", "operator", "bytes", "", "");
    List<String> names = map.steps();
    for (int step = 0; step < names.size(); step++) {
      long bytes = map.use().stepBytes().get(step);
      table.row(
          String.valueOf(step),
          names.get(step),
          map.plan().graph().nodes().get(step).operator().builtinName(),
          grouped(bytes),
          bar(bytes, map.plan().memory().arenaBytes(), BAR_WIDTH),
          note(map, step));
    }
    return table.render("  ");
  }

  private static String note(MemoryMap map, int step) {
    boolean streams =
        map.streams().stream().anyMatch(range -> range.first() <= step && step <= range.last());
    String peak = map.use().peakStep() == step ? "peak" : "";
    return streams ? (peak + " by rows").strip() : peak;
  }

  private static String totals(MemoryMap map) {
    MemoryPlan memory = map.plan().memory();
    TextTable table = new TextTable("lrl");
    table.row(
        "arena",
        grouped(memory.arenaBytes()),
        "bytes: tensors %s, scratch up to %s"
            .formatted(grouped(memory.tensorBytes()), grouped(memory.scratchBytes())));
    table.row(
        "peak", grouped(map.use().stepBytes().get(map.use().peakStep())), "bytes in " + map.peak());
    table.row(
        "no overlap",
        grouped(memory.noOverlapBytes()),
        "bytes for " + map.lasting() + " if no two shared any; scratch not counted");
    table.row("budget", grouped(map.budget()), "bytes: " + budget(map));
    return table.render("  ");
  }

  private static String budget(MemoryMap map) {
    if (map.excess() > 0) {
      return MemoryText.source(map) + "; does not fit by " + grouped(map.excess());
    }
    return MemoryText.source(map)
        + "; used "
        + percent(map.plan().memory().arenaBytes(), map.budget());
  }

  private static String source(MemoryMap map) {
    if (map.budget() < map.board().arenaBudget()) {
      return "asked for";
    }
    return "RAM of %s without stack (%s) and agent (%s)"
        .formatted(
            map.board().name(),
            grouped(map.board().reserved().stackBytes()),
            grouped(map.board().reserved().agentBytes()));
  }

  /** Returns a tensor's name, from its end where it is long; nothing where the label says it. */
  private static String ending(String tensor, String label) {
    if (tensor.equals(label)) {
      return "";
    }
    return tensor.length() <= NAME_WIDTH
        ? tensor
        : "…" + tensor.substring(tensor.length() - NAME_WIDTH + 1);
  }
}
