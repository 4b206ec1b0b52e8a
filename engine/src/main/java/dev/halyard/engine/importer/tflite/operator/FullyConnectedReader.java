package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.FullyConnectedOptions;
import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.FullyConnected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * FULLY_CONNECTED: weights [O,I] constant int8, zero point 0, one scale or one per row; bias [O]
 * int32 constant or absent. The input is read as [B,I]; the output is [B,O], or the input's shape
 * with O innermost.
 */
final class FullyConnectedReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(2, 3)
        || !Requirements.rank(call, new Operand("weights", call.input(1)), 2)
        || !Weights.check(call, 0)) {
      return Optional.empty();
    }
    return call.options(OptionsType.FULLY_CONNECTED, new FullyConnectedOptions())
        .flatMap(options -> read(call, options));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, FullyConnectedOptions options) {
    if (options.weightsFormat() != 0) {
      call.unsupported("weights in format " + options.weightsFormat(), "DEFAULT");
    }
    shapes(call);
    Activation activation = Activations.read(call, options.activation());
    return call.make(new FullyConnected(activation), 3);
  }

  private static void shapes(OperatorCall call) {
    Shape input = call.input(0).shape();
    int inputs = call.input(1).shape().dimension(1);
    int outputs = call.input(1).shape().dimension(0);
    if (input.elementCount() % inputs != 0) {
      call.problem(
          "its input %s does not divide into rows of %d, which is what its weights take"
              .formatted(input, inputs));
      return;
    }
    List<Integer> kept = new ArrayList<>(input.dimensions());
    if (input.rank() > 0 && input.dimension(-1) == inputs) {
      kept.set(kept.size() - 1, outputs);
    }
    // Files differ in whether keep_num_dims is set, not in what they mean: both shapes are taken.
    if (!call.output().shape().dimensions().equals(kept)
        || input.rank() == 0
        || input.dimension(-1) != inputs) {
      Requirements.outputShape(call, List.of(input.elementCount() / inputs, outputs));
    }
  }
}
