package dev.halyard.harness.run;

import dev.halyard.engine.interpret.Interpreter;
import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.harness.golden.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the reference interpreter makes of inputs. */
final class Interpretation {
  private Interpretation() {}

  /** Returns the outputs of a sequence. */
  static Sequence run(Graph graph, Sequence inputs) {
    List<List<byte[]>> inferences = new ArrayList<>();
    for (List<byte[]> tensors : inputs.inferences()) {
      Map<String, TensorValue> made = Interpreter.run(graph, values(graph, tensors));
      inferences.add(graph.outputs().stream().map(name -> made.get(name).toBytes()).toList());
    }
    return new Sequence(inferences);
  }

  /** Returns every tensor that nodes make, by name. */
  static Map<String, TensorValue> intermediates(Graph graph, List<byte[]> inputs) {
    Map<String, TensorValue> made = new HashMap<>();
    Interpreter.run(graph, values(graph, inputs), (node, value) -> made.put(node.output(), value));
    return made;
  }

  private static Map<String, TensorValue> values(Graph graph, List<byte[]> inputs) {
    Map<String, TensorValue> values = new LinkedHashMap<>();
    for (int k = 0; k < inputs.size(); k++) {
      Tensor tensor = graph.inputTensors().get(k);
      values.put(tensor.name(), TensorValue.of(tensor.type(), tensor.shape(), inputs.get(k)));
    }
    return values;
  }
}
