package dev.halyard.harness.golden;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Compares outputs with what was expected: integers exactly, float32 within a tolerance. */
public final class Comparison {
  private Comparison() {}

  /**
   * Returns the first mismatch of a sequence.
   *
   * @param outputs the model's output tensors
   * @param tolerance of float32 elements; integers are exact
   */
  public static Optional<Mismatch> compare(
      Sequence expected, Sequence actual, List<Tensor> outputs, Tolerance tolerance) {
    if (expected.size() != actual.size()) {
      throw new IllegalArgumentException(
          expected.size() + " inferences expected, " + actual.size() + " made");
    }
    for (int n = 0; n < expected.size(); n++) {
      for (int k = 0; k < outputs.size(); k++) {
        Optional<Mismatch> mismatch =
            compare(
                    expected.inferences().get(n).get(k),
                    actual.inferences().get(n).get(k),
                    outputs.get(k).type(),
                    tolerance)
                .map(new Place(n, k)::locate);
        if (mismatch.isPresent()) {
          return mismatch;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the first mismatch of one tensor, as inference 0 and output 0. */
  public static Optional<Mismatch> compare(
      byte[] expected, byte[] actual, ElementType type, Tolerance tolerance) {
    int elements = expected.length / type.bytes();
    int first = -1;
    int differing = 0;
    double maximum = 0;
    double sum = 0;
    for (int i = 0; i < elements; i++) {
      double a = element(expected, type, i);
      double b = element(actual, type, i);
      double error = Math.abs(a - b);
      sum += error;
      if (!tolerance.accepts(type, a, b)) {
        first = first < 0 ? i : first;
        differing++;
        maximum = Math.max(maximum, error);
      }
    }
    if (first < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Mismatch(
            0,
            0,
            first,
            element(expected, type, first),
            element(actual, type, first),
            differing,
            elements,
            maximum,
            sum / elements));
  }

  private static double element(byte[] data, ElementType type, int index) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case INT8 -> buffer.get(index);
      case UINT8 -> buffer.get(index) & 0xFF;
      case INT16 -> buffer.getShort(2 * index);
      case INT32 -> buffer.getInt(4 * index);
      case INT64 -> buffer.getLong(8 * index);
      case FLOAT32 -> buffer.getFloat(4 * index);
    };
  }

  private record Place(int inference, int output) {
    Mismatch locate(Mismatch m) {
      return new Mismatch(
          inference,
          output,
          m.element(),
          m.expected(),
          m.actual(),
          m.differing(),
          m.elements(),
          m.maximumError(),
          m.meanError());
    }
  }
}
