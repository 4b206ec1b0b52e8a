package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import java.util.Map;

/**
 * One node with the values of its inputs.
 *
 * @param graph that the node is of
 * @param node to be computed
 * @param values of at least the node's inputs, by name
 */
record Evaluation(Graph graph, Node node, Map<String, TensorValue> values) {

  int inputCount() {
    return node.inputs().size();
  }

  Tensor inputTensor(int index) {
    return graph.input(node, index);
  }

  Tensor outputTensor() {
    return graph.output(node);
  }

  Shape outputShape() {
    return outputTensor().shape();
  }

  Quantization outputQuantization() {
    return outputTensor().requireQuantization();
  }

  TensorValue input(int index) {
    return values.get(node.inputs().get(index));
  }

  /** Returns the elements of an int8 input. */
  int[] int8(int index) {
    byte[] bytes = input(index).toBytes();
    int[] elements = new int[bytes.length];
    for (int element = 0; element < bytes.length; element++) {
      elements[element] = bytes[element];
    }
    return elements;
  }

  /** Returns the elements of an int8 input less its zero point. */
  int[] differences(int index) {
    int zeroPoint = inputTensor(index).requireQuantization().zeroPoint();
    int[] elements = int8(index);
    for (int element = 0; element < elements.length; element++) {
      elements[element] -= zeroPoint;
    }
    return elements;
  }

  /** Returns the elements of an int32 input. */
  int[] int32(int index) {
    TensorValue value = input(index);
    int[] elements = new int[value.shape().elementCount()];
    for (int element = 0; element < elements.length; element++) {
      elements[element] = value.data().int32(element);
    }
    return elements;
  }

  /** Returns the output from its bytes. */
  TensorValue output(byte[] bytes) {
    return TensorValue.of(outputTensor().type(), outputShape(), bytes);
  }

  /** Returns an int8 output from elements that fit. */
  TensorValue int8Output(int[] elements) {
    byte[] bytes = new byte[elements.length];
    for (int element = 0; element < elements.length; element++) {
      bytes[element] = (byte) elements[element];
    }
    return TensorValue.of(ElementType.INT8, outputShape(), bytes);
  }
}
