package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.Dequantize;
import dev.halyard.engine.ir.op.Logistic;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Quantize;
import dev.halyard.engine.ir.op.Relu6;
import dev.halyard.engine.ir.op.Tanh;

/** Rules of operators that make every element from the ones in its place. */
final class ElementwiseRules {
  private ElementwiseRules() {}

  /** int8 in, int8 out, of one shape. */
  static void unary(Operator operator, Operands operands) {
    operands.counts(1, 1);
    operands.quantizedInt8(operands.input(0));
    operands.quantizedInt8(operands.output());
    operands.shape(operands.output(), operands.input(0).shape());
  }

  static void relu6(Relu6 operator, Operands operands) {
    unary(operator, operands);
    operands.sameElements(operands.input(0));
  }

  static void logistic(Logistic operator, Operands operands) {
    unary(operator, operands);
    operands.outputQuantization(Quantization.perTensor(1f / 256, -128));
  }

  static void tanh(Tanh operator, Operands operands) {
    unary(operator, operands);
    operands.outputQuantization(Quantization.perTensor(1f / 128, 0));
  }

  static void quantize(Quantize operator, Operands operands) {
    operands.counts(1, 1);
    if (operands.input(0).type() != ElementType.FLOAT32) {
      operands.quantizedInt8(operands.input(0));
    }
    operands.quantizedInt8(operands.output());
    operands.shape(operands.output(), operands.input(0).shape());
  }

  static void dequantize(Dequantize operator, Operands operands) {
    operands.counts(1, 1);
    operands.quantizedInt8(operands.input(0));
    operands.type(operands.output(), ElementType.FLOAT32);
    operands.shape(operands.output(), operands.input(0).shape());
  }

  /** Two int8 inputs that broadcast to the int8 output. */
  static void binary(Operator operator, Operands operands) {
    operands.counts(2, 2);
    operands.quantizedInt8(operands.input(0));
    operands.quantizedInt8(operands.input(1));
    operands.quantizedInt8(operands.output());
    Shape a = operands.input(0).shape();
    Shape b = operands.input(1).shape();
    if (!Broadcast.areCompatible(a, b)) {
      throw operands.fatal(
          "%s and %s do not broadcast",
          operands.described(operands.input(0)), operands.described(operands.input(1)));
    }
    operands.shape(operands.output(), Broadcast.shape(a, b));
  }
}
