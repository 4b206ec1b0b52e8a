package dev.halyard.harness.run;

import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.harness.golden.Comparison;
import dev.halyard.harness.golden.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the first node whose output on a device differs from the interpreter's. */
final class Divergence {
  private Divergence() {}

  /**
   * Returns the first node that differs, described with its first wrong element.
   *
   * @param device runs the model
   * @param graph as it was compiled
   * @param nodes names of the device's nodes, in its order
   * @param inputs of the inference that went wrong
   */
  static Optional<String> find(
      DeviceRun device, Graph graph, List<String> nodes, List<byte[]> inputs) {
    Map<String, TensorValue> expected = Interpretation.intermediates(graph, inputs);
    for (int i = 0; i < nodes.size(); i++) {
      Node node = node(graph, nodes.get(i));
      Tensor output = graph.output(node);
      byte[] made = device.dump(inputs, i);
      byte[] wanted = expected.get(output.name()).toBytes();
      if (made.length != wanted.length) {
        return Optional.of(
            "%s '%s' (%d bytes instead of %d)"
                .formatted(node.operator().builtinName(), node.name(), made.length, wanted.length));
      }
      Optional<String> difference =
          Comparison.compare(wanted, made, output.type(), Tolerance.EXACT)
              .map(
                  m ->
                      "%s '%s' (element %d: %s)"
                          .formatted(
                              node.operator().builtinName(), node.name(), m.element(), m.values()));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Node node(Graph graph, String name) {
    return graph.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
