package dev.halyard.engine;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.engine.memory.Buffer;
import dev.halyard.engine.memory.MemoryUse;
import dev.halyard.engine.memory.Placement;
import dev.halyard.engine.memory.Ring;
import dev.halyard.engine.schedule.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names what takes most of a memory. */
final class LargestParts {
  private static final int NAMED = 3;

  private LargestParts() {}

  /** Returns the largest buffers of the step that takes most of the arena. */
  static String arena(Plan plan) {
    int step = MemoryUse.of(plan.memory()).peakStep();
    String buffers =
        plan.memory().placements().stream()
            .map(Placement::buffer)
            .filter(buffer -> buffer.isLiveAt(step))
            .sorted(Comparator.comparingLong(Buffer::bytes).reversed())
            .limit(NAMED)
            .map(LargestParts::describe)
            .collect(Collectors.joining(", "));
    return plan.graph().nodes().isEmpty()
        ? buffers
        : "at node '" + plan.graph().nodes().get(step).name() + "': " + buffers;
  }

  private static String describe(Buffer buffer) {
    String what = buffer.isTensor() ? "tensor" : "scratch of";
    String rows = buffer.ring().map(ring -> rows(ring)).orElse("");
    return String.format(
        Locale.ROOT, "%s '%s'%s %s", what, buffer.name(), rows, grouped(buffer.bytes()));
  }

  private static String rows(Ring ring) {
    return String.format(Locale.ROOT, " (%d of %d rows)", ring.kept(), ring.rows());
  }

  /**
   * Returns the nodes with most weights.
   *
   * @param bytes by step
   */
  static String weights(Plan plan, List<Long> bytes) {
    String nodes =
        IntStream.range(0, bytes.size())
            .boxed()
            .filter(step -> bytes.get(step) > 0)
            .sorted(Comparator.<Integer, Long>comparing(bytes::get).reversed())
            .limit(NAMED)
            .map(step -> weight(plan.steps().get(step).node().name(), bytes.get(step)))
            .collect(Collectors.joining(", "));
    return nodes.isEmpty() ? "none" : "node " + nodes;
  }

  private static String weight(String node, long bytes) {
    return String.format(Locale.ROOT, "'%s' %s", node, grouped(bytes));
  }
}
