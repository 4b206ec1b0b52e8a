package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Quantize;
import java.util.Optional;

/** QUANTIZE: float32 to int8, or int8 to int8 of another quantization. */
final class QuantizeReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(1, 1)) {
      return Optional.empty();
    }
    Tensor input = call.input(0);
    Requirements.types(call, Requirements.MOVABLE, Operand.input(input));
    Requirements.int8(call, Operand.output(call.output()));
    Requirements.outputShape(call, input.shape().dimensions());
    if (call.isSound() && input.type() == ElementType.INT8) {
      rescaled(call);
    }
    return call.make(new Quantize(), 1);
  }

  private static void rescaled(OperatorCall call) {
    if (Requirements.int8(call, Operand.input(call.input(0)))) {
      double input = call.input(0).requireQuantization().scale();
      double output = call.output().requireQuantization().scale();
      Requirements.factor(
          call, "input scale / output scale", input / output, Requirements.LARGEST_FACTOR);
    }
  }
}
