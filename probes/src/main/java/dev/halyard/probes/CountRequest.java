package dev.halyard.probes;

import java.util.List;

/**
 * Which functions' instructions are counted. Functions are named as in source, without generic
 * arguments: {@code sine::nodes::conv1}, {@code sine::Model::infer}.
 *
 * @param callers functions that call an inference; nothing is counted while one of them itself runs
 * @param models the models in the firmware; at least one
 */
public record CountRequest(List<String> callers, List<Model> models) {

  /**
   * The functions of one model.
   *
   * @param name for messages and results
   * @param infer the function that runs an inference
   * @param nodes the function of each node, in the graph's order
   */
  public record Model(String name, String infer, List<String> nodes) {
    /** Copies the list. */
    public Model {
      nodes = List.copyOf(nodes);
    }

    /** Returns the functions that a generated crate has. */
    public static Model ofCrate(String name, String crate, List<String> nodeFunctions) {
      return new Model(
          name,
          crate + "::Model::infer",
          nodeFunctions.stream().map(function -> crate + "::nodes::" + function).toList());
    }
  }

  /** The agent's function that calls inferences. */
  public static final String AGENT_CALLER = "halyard_agent_infer";

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no caller or no model
   */
  public CountRequest {
    callers = List.copyOf(callers);
    models = List.copyOf(models);
    if (callers.isEmpty() || models.isEmpty()) {
      throw new IllegalArgumentException("counting needs at least one caller and one model");
    }
  }

  /** Returns a request for a firmware with our agent. */
  public static CountRequest ofAgent(List<Model> models) {
    return new CountRequest(List.of(AGENT_CALLER), models);
  }
}
