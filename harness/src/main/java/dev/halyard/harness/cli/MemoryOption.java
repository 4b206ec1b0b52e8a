package dev.halyard.harness.cli;

import dev.halyard.engine.MemoryChecks;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanOptions;
import dev.halyard.engine.schedule.PlanRequest;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.memory.MemoryDrawing;
import dev.halyard.harness.report.memory.MemoryMap;
import dev.halyard.harness.report.memory.MemoryText;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  boolean isWanted() {
    return memory || svg != null;
  }

  Board board() throws IOException {
    BoardCatalog catalog = BoardCatalog.load(Workspace.find().boards());
    Board target = catalog.board(board);
    BoardWarnings.print(catalog, spec);
    return target;
  }

  PlanOptions options() {
    return plan.options();
  }

  /**
   * Writes the drawing if there is to be one, else prints the plan, and returns the exit status:
   * that of a model that does not fit, if the arena has more bytes than there are.
   *
   * @throws IOException if the drawing's folder is not there, or it cannot be written
   */
  int show(Graph graph, PrintWriter out) throws IOException {
    requireFolder();
    Board target = board();
    PlanRequest request = PlanRequest.of(graph, target, plan.options());
    Plan fitting = Plan.fitting(request);
    MemoryMap map = MemoryMap.of(fitting, target, request.budget().arena().bytes());
    if (svg == null) {
      out.print(MemoryText.of(map));
    } else {
      Files.writeString(svg, MemoryDrawing.of(map));
      out.println(svg);
    }
    out.flush();
    MemoryChecks.requireWeightsWithin(fitting, plan.options());
    boolean fits = map.excess() <= 0;
    return (fits ? Verdict.PASS : Verdict.UNSUPPORTED).exitStatus();
  }

  private void requireFolder() throws IOException {
    Path folder = svg == null ? null : svg.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IOException("folder '%s' does not exist; make it first".formatted(folder));
    }
  }
}
