package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.op.Reshape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * EXPAND_DIMS: int8 or float32, the same quantization on both sides, a constant axis; becomes a
 * {@link Reshape}.
 */
final class ExpandDimsReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(2, 2) || !Moves.check(call)) {
      return Optional.empty();
    }
    int rank = call.input(0).shape().rank();
    return Requirements.integers(call, new Operand("axis", call.input(1)))
        .flatMap(axes -> Moves.axes(call, axes, rank + 1))
        .flatMap(axes -> read(call, axes));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, List<Integer> axes) {
    if (axes.size() != 1) {
      call.unsupported("a number of %d axes".formatted(axes.size()), "1");
      return Optional.empty();
    }
    List<Integer> made = new ArrayList<>(call.input(0).shape().dimensions());
    made.add(axes.get(0), 1);
    Requirements.outputShape(call, made);
    return call.make(new Reshape(), 1);
  }
}
