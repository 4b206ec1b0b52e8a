package dev.halyard.engine;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.memory.Buffer;
import dev.halyard.engine.memory.Placement;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.targets.Board;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a plan fits a board. Code and stack are not known yet: what passes here may still not
 * link.
 */
final class MemoryChecks {
  private static final int NAMED = 3;

  private MemoryChecks() {}

  /**
   * @throws CompileException if arena or weights are larger than the board's memory; says by how
   *     much, and what takes the space
   */
  static void requireFits(Plan plan, long weightBytes, Board board) {
    List<Diagnostic> problems = new ArrayList<>();
    String model = "model '" + plan.graph().name() + "'";
    long arenaBytes = plan.memory().arenaBytes();
    if (arenaBytes > board.arenaBudget()) {
      problems.add(
          Diagnostic.error(
              model,
              tooLarge(
                      "arena", arenaBytes, "RAM beside stack and agent", board.arenaBudget(), board)
                  + peak(plan)));
    }
    if (weightBytes > board.flashBytes()) {
      problems.add(
          Diagnostic.error(
              model,
              tooLarge("weights", weightBytes, "flash", board.flashBytes(), board)
                  + largestWeights(plan.graph())));
    }
    if (!problems.isEmpty()) {
      throw new CompileException(problems);
    }
  }

  /**
   * @throws CompileException if the smallest arena that there is has more bytes than the user wants
   *     it to have; says by how much, and what takes the space
   */
  static void requireWithin(Plan plan, long ramBytes) {
    long arenaBytes = plan.memory().arenaBytes();
    if (arenaBytes > ramBytes) {
      String problem =
          String.format(
              Locale.ROOT,
              "arena: %,d bytes are to be enough, but the smallest one has %,d: %,d too many; ",
              ramBytes,
              arenaBytes,
              arenaBytes - ramBytes);
      throw new CompileException(
          List.of(Diagnostic.error("model '" + plan.graph().name() + "'", problem + peak(plan))));
    }
  }

  private static String tooLarge(
      String what, long needed, String memory, long available, Board board) {
    return String.format(
        Locale.ROOT,
        "%s: %,d bytes, but board '%s' has %,d bytes of %s: %,d too many; ",
        what,
        needed,
        board.name(),
        available,
        memory,
        needed - available);
  }

  /** Names the buffers that are alive in the step that needs most. */
  private static String peak(Plan plan) {
    List<Placement> placements = plan.memory().placements();
    int steps = plan.graph().nodes().size();
    int worst = 0;
    long most = -1;
    for (int step = 0; step < Math.max(1, steps); step++) {
      long bytes = alive(placements, step).mapToLong(Buffer::bytes).sum();
      if (bytes > most) {
        most = bytes;
        worst = step;
      }
    }
    String node = steps == 0 ? "" : " at node '" + plan.graph().nodes().get(worst).name() + "'";
    return "largest"
        + node
        + ": "
        + alive(placements, worst)
            .sorted(Comparator.comparingLong(Buffer::bytes).reversed())
            .limit(NAMED)
            .map(MemoryChecks::describe)
            .collect(Collectors.joining(", "));
  }

  private static Stream<Buffer> alive(List<Placement> placements, int step) {
    return placements.stream().map(Placement::buffer).filter(buffer -> buffer.isLiveAt(step));
  }

  private static String describe(Buffer buffer) {
    String what = buffer.isTensor() ? "tensor" : "scratch of";
    return String.format(Locale.ROOT, "%s '%s' %,d", what, buffer.name(), buffer.bytes());
  }

  private static String largestWeights(Graph graph) {
    return "largest: "
        + graph.tensors().values().stream()
            .filter(Tensor::isConstant)
            .sorted(Comparator.comparingInt(Tensor::byteCount).reversed())
            .limit(NAMED)
            .map(t -> String.format(Locale.ROOT, "tensor '%s' %,d", t.name(), t.byteCount()))
            .collect(Collectors.joining(", "));
  }
}
