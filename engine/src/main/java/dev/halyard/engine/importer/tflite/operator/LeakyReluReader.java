package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.LeakyReluOptions;
import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.ir.op.LeakyRelu;
import java.util.Optional;

/** LEAKY_RELU: int8 of any quantization, any finite slope. */
final class LeakyReluReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(1, 1)) {
      return Optional.empty();
    }
    return call.options(OptionsType.LEAKY_RELU, new LeakyReluOptions())
        .flatMap(options -> read(call, options.alpha()));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, float alpha) {
    if (!Float.isFinite(alpha)) {
      call.unsupported("alpha " + alpha, "finite");
    }
    boolean typed =
        Requirements.int8(call, Operand.input(call.input(0)), Operand.output(call.output()));
    if (typed && call.isSound()) {
      double ratio =
          (double) call.input(0).requireQuantization().scale()
              / call.output().requireQuantization().scale();
      Requirements.factor(
          call,
          "max(1, |alpha|) · input scale / output scale",
          Math.max(1, Math.abs(alpha)) * ratio,
          Requirements.LARGEST_FACTOR);
    }
    Requirements.outputShape(call, call.input(0).shape().dimensions());
    return call.make(new LeakyRelu(alpha), 1);
  }
}
