package dev.halyard.engine.ir;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text of a constant's elements: lists and fills; larger ones are hex elsewhere. */
final class ConstantText {
  private static final int LONGEST_LIST = 32;
  private static final int SHORTEST_FILL = 4;

  private ConstantText() {}

  /** Returns {@code [1, 2]}, {@code fill(0)} or {@code data}. */
  static String of(Tensor tensor) {
    ByteBuffer bytes = buffer(tensor.requireConstant().toBytes());
    int count = tensor.shape().elementCount();
    if (hasUnprintableElement(tensor, bytes, count)) {
      return "data";
    }
    if (count >= SHORTEST_FILL && isFill(bytes, tensor.type().bytes())) {
      return "fill(" + element(tensor.type(), bytes, 0) + ")";
    }
    if (count > LONGEST_LIST) {
      return "data";
    }
    return IntStream.range(0, count)
        .mapToObj(index -> element(tensor.type(), bytes, index))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static boolean isFill(ByteBuffer bytes, int width) {
    // Periodic with the width of an element: equal to itself moved by one element.
    return bytes
        .slice(width, bytes.capacity() - width)
        .equals(bytes.slice(0, bytes.capacity() - width));
  }

  /** Tells whether a NaN carries bits that its text would lose. */
  private static boolean hasUnprintableElement(Tensor tensor, ByteBuffer bytes, int count) {
    return tensor.type() == ElementType.FLOAT32
        && IntStream.range(0, count)
            .map(index -> bytes.getInt(index * Float.BYTES))
            .anyMatch(bits -> Float.floatToIntBits(Float.intBitsToFloat(bits)) != bits);
  }

  private static String element(ElementType type, ByteBuffer bytes, int index) {
    int at = index * type.bytes();
    return switch (type) {
      case INT8 -> String.valueOf(bytes.get(at));
      case UINT8 -> String.valueOf(Byte.toUnsignedInt(bytes.get(at)));
      case INT16 -> String.valueOf(bytes.getShort(at));
      case INT32 -> String.valueOf(bytes.getInt(at));
      case INT64 -> String.valueOf(bytes.getLong(at));
      case FLOAT32 -> String.valueOf(bytes.getFloat(at));
    };
  }

  /**
   * Returns the data of a list.
   *
   * @throws IllegalArgumentException if an element is not of the type
   */
  static ConstantData parseList(ElementType type, List<String> elements) {
    byte[] array = new byte[elements.size() * type.bytes()];
    ByteBuffer bytes = buffer(array);
    for (int index = 0; index < elements.size(); index++) {
      put(type, bytes, index * type.bytes(), elements.get(index));
    }
    return ConstantData.of(array);
  }

  /**
   * Returns {@code count} times the same element.
   *
   * @throws IllegalArgumentException if it is not of the type
   */
  static ConstantData fill(ElementType type, int count, String element) {
    return parseList(type, Collections.nCopies(count, element));
  }

  private static void put(ElementType type, ByteBuffer bytes, int at, String text) {
    try {
      switch (type) {
        case INT8 -> bytes.put(at, Byte.parseByte(text));
        case UINT8 -> bytes.put(at, (byte) inRange(Integer.parseInt(text), 0, 255));
        case INT16 -> bytes.putShort(at, Short.parseShort(text));
        case INT32 -> bytes.putInt(at, Integer.parseInt(text));
        case INT64 -> bytes.putLong(at, Long.parseLong(text));
        case FLOAT32 -> bytes.putFloat(at, Float.parseFloat(text));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not an element of " + type.text(), e);
    }
  }

  private static int inRange(int value, int minimum, int maximum) {
    if (value < minimum || value > maximum) {
      throw new NumberFormatException();
    }
    return value;
  }

  /**
   * Returns {@code first}, {@code first + step}, …; integers wrap.
   *
   * @throws IllegalArgumentException if a number is not of the type
   */
  static ConstantData ramp(ElementType type, int count, String first, String step) {
    byte[] array = new byte[count * type.bytes()];
    ByteBuffer bytes = buffer(array);
    for (int index = 0; index < count; index++) {
      int at = index * type.bytes();
      switch (type) {
        case INT8, UINT8 -> bytes.put(at, (byte) rampElement(first, step, index));
        case INT16 -> bytes.putShort(at, (short) rampElement(first, step, index));
        case INT32 -> bytes.putInt(at, (int) rampElement(first, step, index));
        case INT64 -> bytes.putLong(at, rampElement(first, step, index));
        case FLOAT32 ->
            bytes.putFloat(at, Float.parseFloat(first) + index * Float.parseFloat(step));
      }
    }
    return ConstantData.of(array);
  }

  private static long rampElement(String first, String step, int index) {
    try {
      return Long.parseLong(first) + index * Long.parseLong(step);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "ramp(" + first + ", " + step + ") does not consist of integers", e);
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
