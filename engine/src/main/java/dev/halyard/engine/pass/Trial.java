package dev.halyard.engine.pass;

import dev.halyard.engine.interpret.Interpreter;
import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small graphs, run by the interpreter while compiling. */
final class Trial {
  private static final Shape ALL_INT8 = Shape.of(256);

  private Trial() {}

  /** Returns the output of a node whose inputs are all constant. */
  static ConstantData constantOutput(Graph graph, Node node) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Stream.concat(node.inputs().stream(), node.outputs().stream())
        .forEach(name -> tensors.put(name, graph.tensor(name)));
    Graph alone = new Graph(graph.name(), List.of(), node.outputs(), tensors, List.of(node));
    return value(alone, Map.of());
  }

  /**
   * Returns what element-wise operators, one after the other, make of every int8, from −128 on.
   *
   * @param input an int8 tensor, of which the quantization is taken
   * @param operators between which all tensors are float32
   * @param output a tensor, of which type and quantization are taken
   */
  static ConstantData onAllInt8(Tensor input, Tensor output, Operator... operators) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("0", like(input, "0"));
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < operators.length; i++) {
      String made = String.valueOf(i + 1);
      tensors.put(
          made,
          i + 1 == operators.length
              ? like(output, made)
              : Tensor.activation(made, ElementType.FLOAT32, ALL_INT8));
      nodes.add(new Node(made, operators[i], List.of(String.valueOf(i)), List.of(made)));
    }
    byte[] values = new byte[ALL_INT8.elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i + Byte.MIN_VALUE);
    }
    String last = String.valueOf(operators.length);
    Graph chain = new Graph("trial", List.of("0"), List.of(last), tensors, nodes);
    return value(chain, Map.of("0", TensorValue.int8(ALL_INT8, values)));
  }

  private static Tensor like(Tensor tensor, String name) {
    return new Tensor(name, tensor.type(), ALL_INT8, tensor.quantization(), null);
  }

  private static ConstantData value(Graph graph, Map<String, TensorValue> inputs) {
    TensorValue value = Interpreter.run(graph, inputs).get(graph.outputs().get(0));
    if (value == null) {
      throw new IllegalStateException("the interpreter made no '" + graph.outputs().get(0) + "'");
    }
    return value.data();
  }
}
