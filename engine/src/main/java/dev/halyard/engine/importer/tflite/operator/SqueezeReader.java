package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.importer.tflite.schema.SqueezeOptions;
import dev.halyard.engine.ir.op.Reshape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * SQUEEZE: int8 or float32, the same quantization on both sides; becomes a {@link Reshape}. Removes
 * the dimensions named, each of which is 1, or all that are 1.
 */
final class SqueezeReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(1, 1) || !Moves.check(call)) {
      return Optional.empty();
    }
    return call.options(OptionsType.SQUEEZE, new SqueezeOptions())
        .flatMap(options -> Moves.axes(call, options.dimensions(), call.input(0).shape().rank()))
        .flatMap(axes -> read(call, axes));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, List<Integer> axes) {
    List<Integer> dimensions = call.input(0).shape().dimensions();
    for (int axis : axes) {
      if (dimensions.get(axis) != 1) {
        call.unsupported(
            "removing dimension %d of %s".formatted(axis, call.input(0).shape()),
            "dimensions of 1");
      }
    }
    List<Integer> left =
        IntStream.range(0, dimensions.size())
            .filter(axis -> axes.isEmpty() ? dimensions.get(axis) != 1 : !axes.contains(axis))
            .mapToObj(dimensions::get)
            .toList();
    Requirements.outputShape(call, left);
    return call.make(new Reshape(), 1);
  }
}
