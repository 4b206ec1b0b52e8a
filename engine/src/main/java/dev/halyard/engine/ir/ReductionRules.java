package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.Mean;
import dev.halyard.engine.ir.op.Softmax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Rules of operators that reduce whole dimensions. */
final class ReductionRules {
  private ReductionRules() {}

  static void fullyConnected(FullyConnected operator, Operands operands) {
    operands.counts(2, 3);
    operands.quantizedInt8(operands.input(0));
    operands.quantizedInt8(operands.output());
    Tensor weights = operands.input(1);
    operands.rank(weights, 2);
    operands.weights(weights, 0);
    int outputs = weights.shape().dimension(0);
    int inputs = weights.shape().dimension(1);
    operands.bias(2, outputs);
    int elements = operands.input(0).shape().elementCount();
    if (elements % inputs != 0) {
      throw operands.fatal(
          "%s is no multiple of the %d columns of %s",
          operands.described(operands.input(0)), inputs, operands.described(weights));
    }
    Shape output = operands.output().shape();
    if (output.rank() == 0
        || output.dimension(-1) != outputs
        || output.elementCount() != elements / inputs * outputs) {
      operands.report(
          "%s must have %d rows of %d",
          operands.described(operands.output()), elements / inputs, outputs);
    }
  }

  static void mean(Mean operator, Operands operands) {
    operands.counts(1, 1);
    operands.quantizedInt8(operands.input(0));
    operands.quantizedInt8(operands.output());
    Shape input = operands.input(0).shape();
    List<Integer> axes = operator.axes();
    boolean inRange = axes.stream().allMatch(axis -> axis >= 0 && axis < input.rank());
    boolean ascending = axes.stream().sorted().toList().equals(axes);
    if (!inRange || !ascending || new HashSet<>(axes).size() != axes.size()) {
      throw operands.fatal(
          "axes %s are not ascending axes of %s", axes, operands.described(operands.input(0)));
    }
    List<Integer> dimensions = new ArrayList<>();
    for (int index = 0; index < input.rank(); index++) {
      if (!axes.contains(index)) {
        dimensions.add(input.dimension(index));
      } else if (operator.keepDimensions()) {
        dimensions.add(1);
      }
    }
    operands.shape(operands.output(), new Shape(dimensions));
  }

  static void softmax(Softmax operator, Operands operands) {
    ElementwiseRules.unary(operator, operands);
    if (operands.input(0).shape().rank() == 0) {
      operands.report("%s is a scalar", Operands.quoted(operands.input(0)));
    }
    if (!(operator.beta() > 0)) {
      operands.report("beta %s is not positive", operator.beta());
    }
    operands.outputQuantization(Quantization.perTensor(1f / 256, -128));
  }
}
