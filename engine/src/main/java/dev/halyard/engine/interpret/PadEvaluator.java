package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Pad;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** PAD, of any element type. */
final class PadEvaluator {
  private PadEvaluator() {}

  static TensorValue evaluate(Pad operator, Evaluation evaluation) {
    byte[] input = evaluation.input(0).toBytes();
    Shape shape = evaluation.inputTensor(0).shape();
    ElementType type = evaluation.outputTensor().type();
    byte[] output = filled(type, evaluation.outputShape().elementCount(), operator.value());
    for (int element = 0; element < shape.elementCount(); element++) {
      int to = outputElement(element, shape, operator, evaluation.outputShape());
      System.arraycopy(input, element * type.bytes(), output, to * type.bytes(), type.bytes());
    }
    return evaluation.output(output);
  }

  private static byte[] filled(ElementType type, int count, int value) {
    long bits = type == ElementType.FLOAT32 ? Float.floatToIntBits(value) : value;
    byte[] element =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
    byte[] bytes = new byte[count * type.bytes()];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = element[at % type.bytes()];
    }
    return bytes;
  }

  /** Returns where an input element goes. */
  private static int outputElement(int element, Shape input, Pad operator, Shape output) {
    int to = 0;
    int stride = 1;
    int rest = element;
    for (int dimension = input.rank() - 1; dimension >= 0; dimension--) {
      int index = rest % input.dimension(dimension);
      to += (operator.before().get(dimension) + index) * stride;
      stride *= output.dimension(dimension);
      rest /= input.dimension(dimension);
    }
    return to;
  }
}
