package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Operator;
import java.util.List;

/**
 * What a reader makes.
 *
 * @param operator with its attributes
 * @param inputs of the node: what the file gives as a tensor but the graph as an attribute is left
 *     out
 */
public record ImportedOperator(Operator operator, List<Tensor> inputs) {

  /** Copies the list. */
  public ImportedOperator {
    inputs = List.copyOf(inputs);
  }
}
