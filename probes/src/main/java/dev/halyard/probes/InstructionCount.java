package dev.halyard.probes;

import java.util.List;

/**
 * The instructions of one inference.
 *
 * @param model the name of the model that ran
 * @param total all instructions, from the first one of the model to its return to the agent
 * @param overhead those outside of any node
 * @param perNode those of each node and what it calls, in the graph's order
 */
public record InstructionCount(String model, long total, long overhead, List<Long> perNode) {
  /** Copies the list. */
  public InstructionCount {
    perNode = List.copyOf(perNode);
  }
}
