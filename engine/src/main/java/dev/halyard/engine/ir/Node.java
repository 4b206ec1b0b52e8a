package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.Operator;
import java.util.List;

/**
 * One operator applied to tensors.
 *
 * @param name unique among the nodes of its graph
 * @param operator with its attributes
 * @param inputs names of the tensors read, in the operator's order; weights and bias are among them
 * @param outputs names of the tensors made
 */
public record Node(String name, Operator operator, List<String> inputs, List<String> outputs) {

  /** Copies the lists. */
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Returns the name of the single output, which every operator so far has. */
  public String output() {
    return outputs.get(0);
  }

  /** Returns this node with another operator. */
  public Node withOperator(Operator other) {
    return new Node(name, other, inputs, outputs);
  }

  /** Returns this node with other inputs. */
  public Node withInputs(List<String> others) {
    return new Node(name, operator, others, outputs);
  }

  /** Returns this node with other outputs. */
  public Node withOutputs(List<String> others) {
    return new Node(name, operator, inputs, others);
  }
}
