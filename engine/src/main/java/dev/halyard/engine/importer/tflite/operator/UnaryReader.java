package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.op.Operator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Element-wise operators of one int8 input without attributes: RELU, RELU6, LOGISTIC, TANH,
 * HARD_SWISH.
 *
 * @param operator to make
 * @param quantization checks scales and zero points of input and output, once both are int8
 */
record UnaryReader(Operator operator, Consumer<OperatorCall> quantization)
    implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(1, 1)) {
      return Optional.empty();
    }
    if (Requirements.int8(call, Operand.input(call.input(0)), Operand.output(call.output()))) {
      quantization.accept(call);
    }
    Requirements.outputShape(call, call.input(0).shape().dimensions());
    return call.make(operator, 1);
  }
}
