package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Reshape;
import dev.halyard.engine.ir.op.Transpose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rules of operators that move elements and leave them as they are. */
final class MovementRules {
  private MovementRules() {}

  static void reshape(Reshape operator, Operands operands) {
    operands.counts(1, 1);
    operands.sameElements(operands.input(0));
    if (operands.input(0).shape().elementCount() != operands.output().shape().elementCount()) {
      operands.report(
          "%s and %s differ in the number of elements",
          operands.described(operands.input(0)), operands.described(operands.output()));
    }
  }

  static void transpose(Transpose operator, Operands operands) {
    operands.counts(1, 1);
    operands.sameElements(operands.input(0));
    Shape input = operands.input(0).shape();
    List<Integer> permutation = operator.permutation();
    List<Integer> identity = IntStream.range(0, input.rank()).boxed().toList();
    if (!permutation.stream().sorted().toList().equals(identity)) {
      throw operands.fatal(
          "%s is no permutation of the dimensions of %s",
          permutation, operands.described(operands.input(0)));
    }
    operands.shape(
        operands.output(), new Shape(permutation.stream().map(input::dimension).toList()));
  }

  static void pad(Pad operator, Operands operands) {
    operands.counts(1, 1);
    operands.sameElements(operands.input(0));
    Shape input = operands.input(0).shape();
    if (operator.before().size() != input.rank() || operator.after().size() != input.rank()) {
      throw operands.fatal(
          "%d and %d paddings for the dimensions of %s",
          operator.before().size(), operator.after().size(), operands.described(operands.input(0)));
    }
    List<Integer> dimensions = new ArrayList<>();
    for (int index = 0; index < input.rank(); index++) {
      if (operator.before().get(index) < 0 || operator.after().get(index) < 0) {
        throw operands.fatal("padding of dimension %d is negative", index);
      }
      dimensions.add(
          operator.before().get(index) + input.dimension(index) + operator.after().get(index));
    }
    operands.shape(operands.output(), new Shape(dimensions));
  }

  static void concatenation(Concatenation operator, Operands operands) {
    operands.counts(1, Integer.MAX_VALUE);
    List<Integer> dimensions = new ArrayList<>(operands.input(0).shape().dimensions());
    int axis = operator.axis();
    if (axis < 0 || axis >= dimensions.size()) {
      throw operands.fatal("%s has no axis %d", operands.described(operands.input(0)), axis);
    }
    int sum = 0;
    for (int index = 0; index < operands.inputCount(); index++) {
      Tensor input = operands.input(index);
      operands.sameElements(input);
      operands.rank(input, dimensions.size());
      sum += input.shape().dimension(axis);
      dimensions.set(axis, input.shape().dimension(axis));
      operands.shape(input, new Shape(dimensions));
    }
    dimensions.set(axis, sum);
    operands.shape(operands.output(), new Shape(dimensions));
  }
}
