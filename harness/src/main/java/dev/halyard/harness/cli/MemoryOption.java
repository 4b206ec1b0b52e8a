package dev.halyard.harness.cli;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanOptions;
import dev.halyard.engine.schedule.PlanRequest;
import dev.halyard.harness.report.memory.MemoryDrawing;
import dev.halyard.harness.report.memory.MemoryMap;
import dev.halyard.harness.report.memory.MemoryText;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code halyard graph} that show the memory plan instead of the graph. */
final class MemoryOption {
  @Option(
      names = "--memory",
      description =
          "Print the memory plan for a board instead: every buffer, every step, and what is left.")
  private boolean memory;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "With --memory: draw the plan into this file instead, steps by addresses.")
  private @Nullable Path svg;

  @Option(
      names = "--board",
      paramLabel = "BOARD",
      defaultValue = "cortex-m7-emulated",
      description = "With --memory and --kernels: the board (default: ${DEFAULT-VALUE}).")
  private String board;

  @Mixin private PlanOption plan;

  boolean isWanted() {
    return memory || svg != null;
  }

  Board board() throws IOException {
    return BoardCatalog.load(Workspace.find().boards()).board(board);
  }

  PlanOptions options() {
    return plan.options();
  }

  /** Writes the drawing if there is to be one, and returns what is to be printed. */
  String show(Graph graph) throws IOException {
    Board target = board();
    PlanRequest request = PlanRequest.of(graph, target, plan.options());
    MemoryMap map = MemoryMap.of(Plan.fitting(request), target, request.budget().arena().bytes());
    if (svg == null) {
      return MemoryText.of(map);
    }
    Files.writeString(svg, MemoryDrawing.of(map));
    return svg + "\n";
  }
}
