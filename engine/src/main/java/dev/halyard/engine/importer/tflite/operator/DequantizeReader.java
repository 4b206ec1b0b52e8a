package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Dequantize;
import java.util.Optional;
import java.util.Set;

/** DEQUANTIZE: int8 to float32. */
final class DequantizeReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(1, 1)) {
      return Optional.empty();
    }
    Tensor input = call.input(0);
    Requirements.int8(call, Operand.input(input));
    Requirements.types(call, Set.of(ElementType.FLOAT32), Operand.output(call.output()));
    Requirements.outputShape(call, input.shape().dimensions());
    return call.make(new Dequantize(), 1);
  }
}
