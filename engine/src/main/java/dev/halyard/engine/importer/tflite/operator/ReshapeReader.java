package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.op.Reshape;
import java.util.Optional;

/**
 * RESHAPE: int8 or float32, the same quantization on both sides.
 *
 * <p>The shape is that of the output tensor, as in TensorFlow Lite Micro; the file's shape operand,
 * and what computes it for a dynamic batch, is not read.
 */
final class ReshapeReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(1, 1)) {
      return Optional.empty();
    }
    Moves.check(call);
    int made = call.input(0).shape().elementCount();
    if (call.output().shape().elementCount() != made) {
      call.problem(
          "its output is declared as %s, but its input %s has %d elements"
              .formatted(call.output().shape(), call.input(0).shape(), made));
    }
    return call.make(new Reshape(), 1);
  }

  @Override
  public int inputsRead() {
    return 1;
  }
}
