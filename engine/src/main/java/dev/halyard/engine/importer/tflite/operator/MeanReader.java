package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.importer.tflite.schema.ReducerOptions;
import dev.halyard.engine.ir.op.Mean;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** MEAN: int8 of any quantization, constant axes. */
final class MeanReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(2, 2)) {
      return Optional.empty();
    }
    if (Requirements.int8(call, Operand.input(call.input(0)), Operand.output(call.output()))) {
      Requirements.factor(
          call,
          "input scale / output scale",
          (double) call.input(0).requireQuantization().scale()
              / call.output().requireQuantization().scale(),
          Requirements.LARGEST_FACTOR);
    }
    int rank = call.input(0).shape().rank();
    return Requirements.integers(call, new Operand("axes", call.input(1)))
        .flatMap(axes -> Moves.axes(call, axes, rank))
        .flatMap(axes -> read(call, List.copyOf(new TreeSet<>(axes))));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, List<Integer> axes) {
    return call.options(OptionsType.REDUCER, new ReducerOptions())
        .flatMap(options -> made(call, new Mean(axes, options.keepDimensions())));
  }

  private static Optional<ImportedOperator> made(OperatorCall call, Mean mean) {
    List<Integer> dimensions = call.input(0).shape().dimensions();
    List<Integer> left =
        IntStream.range(0, dimensions.size())
            .filter(axis -> mean.keepDimensions() || !mean.axes().contains(axis))
            .mapToObj(axis -> mean.axes().contains(axis) ? 1 : dimensions.get(axis))
            .toList();
    Requirements.outputShape(call, left);
    return call.make(mean, 1);
  }
}
