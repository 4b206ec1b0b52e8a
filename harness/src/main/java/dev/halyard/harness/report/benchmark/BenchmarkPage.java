package dev.halyard.harness.report.benchmark;

import static dev.halyard.harness.report.Figures.decimal;
import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.harness.report.TextTable;

/** The page of a benchmark, in Markdown. */
final class BenchmarkPage {
  private static final String INTRODUCTION =
      """
      # Benchmark

      Every listed model on every emulated board, one core, default options. Figures, page and chart are made by

      ```
      ./halyard benchmark --board emulated --report docs MODEL…
      ```

      which replaces the rows of the models and boards that it runs; without a model it draws anew what `benchmark.yaml` has. Instructions are those retired by
      the first inference, exact, or cycles on boards whose emulator counts them; bytes are what the columns say. `pass` means that every output equals that of TensorFlow Lite Micro's reference kernels, bit for bit.
      The baselines in `golden-outputs/` hold the same figures and fail `mvn verify` when one grows.

      Instructions are not cycles: compare models and versions on one board, not boards with each other.

      ![Instructions per multiply-accumulate, flash and arena of every model on every board](benchmark.svg)

      ```
      """;

  private static final String LESS_MEMORY =
      """

      ## In less memory

      The same with `--ram`, within which models stream by rows ([memory.md](memory.md)): `./halyard benchmark MODEL --ram BYTES --report docs`. `to default` is how many
      times the instructions, or cycles, of the first table these are.

      ```
      """;

  private BenchmarkPage() {}

  static String of(Benchmark benchmark) {
    TextTable table =
        new TextTable("llrrrrrrrl")
            .row(
                "model",
                "board",
                "instructions",
                "cycles",
                "per MAC",
                "flash",
                "weights",
                "arena",
                "stack",
                "verdict");
    for (BenchmarkRow row : benchmark.rows()) {
      table.row(
          row.model(),
          row.board(),
          grouped(row.instructions()),
          grouped(row.cycles()),
          decimal(row.perMac()),
          grouped(row.flashBytes()),
          grouped(row.weightBytes()),
          grouped(row.arenaBytes()),
          grouped(row.stackBytes()),
          row.outcome());
    }
    return INTRODUCTION + table.render("") + "```\n" + inLessMemory(benchmark);
  }

  private static String inLessMemory(Benchmark benchmark) {
    if (benchmark.limited().isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable("llrrrrrrrl")
            .row(
                "model",
                "board",
                "--ram",
                "instructions",
                "cycles",
                "per MAC",
                "to default",
                "arena",
                "stack",
                "verdict");
    for (BenchmarkRow row : benchmark.limited()) {
      table.row(
          row.model(),
          row.board(),
          grouped(row.ramLimit()),
          grouped(row.instructions()),
          grouped(row.cycles()),
          decimal(row.perMac()),
          decimal(benchmark.toDefault(row)),
          grouped(row.arenaBytes()),
          grouped(row.stackBytes()),
          row.outcome());
    }
    return LESS_MEMORY + table.render("") + "```\n";
  }
}
