package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.importer.tflite.schema.SoftmaxOptions;
import dev.halyard.engine.ir.op.Softmax;
import java.util.Optional;

/** SOFTMAX: int8 over the innermost dimension, output scale 1/256 and zero point −128. */
final class SoftmaxReader implements OperatorReader {
  /** {@code beta · input scale · 2^26} must be above 1 for the reference kernel's multiplier. */
  private static final double SMALLEST_EXPONENT_SCALE = 1.0 / (1 << 26);

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(1, 1)) {
      return Optional.empty();
    }
    if (call.input(0).shape().rank() == 0) {
      call.unsupported("input of shape []", "rank 1 and more");
    }
    if (Requirements.int8(call, Operand.input(call.input(0)), Operand.output(call.output()))) {
      Requirements.fixedOutput(call, 256, -128);
    }
    Requirements.outputShape(call, call.input(0).shape().dimensions());
    return call.options(OptionsType.SOFTMAX, new SoftmaxOptions())
        .flatMap(options -> read(call, options.beta()));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, float beta) {
    if (!(beta > 0) || !Float.isFinite(beta)) {
      call.unsupported("beta " + beta, "finite and above 0");
    }
    if (call.isSound()) {
      double scale = (double) beta * call.input(0).requireQuantization().scale();
      if (scale <= SMALLEST_EXPONENT_SCALE) {
        call.unsupported("beta · input scale " + scale, "above " + SMALLEST_EXPONENT_SCALE);
      }
    }
    return call.make(new Softmax(beta), 1);
  }
}
