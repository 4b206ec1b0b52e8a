package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.ConcatenationOptions;
import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.ir.op.Concatenation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CONCATENATION: int8 or float32, the same quantization on all; no fused activation. */
final class ConcatenationReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    int count = call.inputCount();
    if (!call.hasOperands(Math.max(1, count), count)) {
      return Optional.empty();
    }
    Operand output = Operand.output(call.output());
    for (int index = 0; index < count; index++) {
      Operand input = new Operand("input " + index, call.input(index));
      if (Requirements.types(call, Requirements.MOVABLE, input, output)) {
        Requirements.alike(call, input, output);
      }
    }
    return call.options(OptionsType.CONCATENATION, new ConcatenationOptions())
        .flatMap(options -> read(call, options));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, ConcatenationOptions options) {
    Activations.none(call, options.activation());
    return Moves.axes(call, List.of(options.axis()), call.input(0).shape().rank())
        .flatMap(axes -> read(call, axes.get(0)));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, int axis) {
    List<Integer> made = new ArrayList<>(call.input(0).shape().dimensions());
    long length = made.get(axis);
    for (int index = 1; index < call.inputCount(); index++) {
      List<Integer> other = new ArrayList<>(call.input(index).shape().dimensions());
      if (other.size() != made.size()) {
        call.problem("its inputs differ in rank");
        return Optional.empty();
      }
      length += other.set(axis, made.get(axis));
      if (!other.equals(made)) {
        call.problem(
            "input %d of shape %s differs from input 0 of shape %s beside axis %d"
                .formatted(index, call.input(index).shape(), call.input(0).shape(), axis));
        return Optional.empty();
      }
    }
    made.set(axis, Math.toIntExact(Math.min(length, Integer.MAX_VALUE)));
    Requirements.outputShape(call, made);
    return call.make(new Concatenation(axis), call.inputCount());
  }
}
