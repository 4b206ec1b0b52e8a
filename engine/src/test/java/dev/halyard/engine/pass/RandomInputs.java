package dev.halyard.engine.pass;

import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Inputs for a graph, the same for the same seed. */
final class RandomInputs {
  private RandomInputs() {}

  static Map<String, TensorValue> of(Graph graph, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, TensorValue> inputs = new LinkedHashMap<>();
    for (Tensor tensor : graph.inputTensors()) {
      inputs.put(tensor.name(), value(tensor, random));
    }
    return inputs;
  }

  private static TensorValue value(Tensor tensor, SplittableRandom random) {
    if (tensor.type() != ElementType.FLOAT32) {
      byte[] bytes = new byte[tensor.byteCount()];
      random.nextBytes(bytes);
      return TensorValue.of(tensor.type(), tensor.shape(), bytes);
    }
    float[] elements = new float[tensor.shape().elementCount()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) random.nextDouble(-20, 20);
    }
    return TensorValue.float32(tensor.shape(), elements);
  }
}
