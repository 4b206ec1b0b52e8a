package dev.halyard.probes;

import java.util.List;

/**
 * What one inference took.
 *
 * @param model the name of the model that ran
 * @param unit what is counted
 * @param total all of it, from the first one of the model to its return to the agent
 * @param overhead those outside of any node
 * @param perNode those of each node and what it calls, in the graph's order
 */
public record InferenceCount(
    String model, CountUnit unit, long total, long overhead, List<Long> perNode) {
  /** Copies the list. */
  public InferenceCount {
    perNode = List.copyOf(perNode);
  }
}
