package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.op.Transpose;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** TRANSPOSE: int8 or float32, the same quantization on both sides, a constant permutation. */
final class TransposeReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(2, 2) || !Moves.check(call)) {
      return Optional.empty();
    }
    int rank = call.input(0).shape().rank();
    return Requirements.integers(call, new Operand("permutation", call.input(1)))
        .flatMap(axes -> Moves.axes(call, axes, rank))
        .flatMap(axes -> read(call, axes));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, List<Integer> permutation) {
    List<Integer> dimensions = call.input(0).shape().dimensions();
    if (permutation.size() != dimensions.size()
        || new HashSet<>(permutation).size() < permutation.size()) {
      call.unsupported(
          "permutation " + permutation.toString().replace(" ", ""),
          "each of 0 to %d once".formatted(dimensions.size() - 1));
      return Optional.empty();
    }
    Requirements.outputShape(call, permutation.stream().map(dimensions::get).toList());
    return call.make(new Transpose(permutation), 1);
  }
}
