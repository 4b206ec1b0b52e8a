package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Pad;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * PAD and PADV2: int8, the same quantization on both sides, constant paddings of 0 and more; the
 * value of PADV2 is a constant of the same quantization, that of PAD the zero point.
 */
final class PadReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(2, 3)) {
      return Optional.empty();
    }
    Operand input = Operand.input(call.input(0));
    Operand output = Operand.output(call.output());
    if (Requirements.int8(call, input, output)) {
      Requirements.alike(call, input, output);
    }
    if (!call.isSound()) {
      return Optional.empty();
    }
    Optional<Integer> value = value(call, output);
    return Requirements.integers(call, new Operand("paddings", call.input(1)))
        .flatMap(paddings -> value.flatMap(it -> read(call, paddings, it)));
  }

  private static Optional<Integer> value(OperatorCall call, Operand output) {
    if (!call.hasInput(2)) {
      return Optional.of(output.tensor().requireQuantization().zeroPoint());
    }
    Tensor value = call.input(2);
    Operand operand = new Operand("padding value", value);
    if (Requirements.int8(call, operand)) {
      Requirements.alike(call, operand, output);
    }
    ConstantData data = value.constant();
    if (data == null || value.shape().elementCount() != 1) {
      call.unsupported("a padding value computed at run time or per element", "one constant");
    }
    return data != null && call.isSound() ? Optional.of((int) data.int8(0)) : Optional.empty();
  }

  private static Optional<ImportedOperator> read(
      OperatorCall call, List<Integer> paddings, int value) {
    List<Integer> dimensions = call.input(0).shape().dimensions();
    if (paddings.size() != 2 * dimensions.size()
        || paddings.stream().anyMatch(padding -> padding < 0)) {
      call.unsupported(
          "paddings " + paddings.toString().replace(" ", ""),
          "two of 0 and more for each of %d dimensions".formatted(dimensions.size()));
      return Optional.empty();
    }
    List<Integer> before =
        IntStream.range(0, dimensions.size()).mapToObj(axis -> paddings.get(2 * axis)).toList();
    List<Integer> after =
        IntStream.range(0, dimensions.size()).mapToObj(axis -> paddings.get(2 * axis + 1)).toList();
    // Sums that leave an int wrap to what no shape can be, and are reported as such.
    List<Integer> made =
        IntStream.range(0, dimensions.size())
            .mapToObj(axis -> before.get(axis) + dimensions.get(axis) + after.get(axis))
            .toList();
    Requirements.outputShape(call, made);
    return call.make(new Pad(before, after, value), 1);
  }
}
