package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ConstantData;
import java.util.ArrayList;
import java.util.List;

/**
 * An array of constants in flash.
 *
 * @param name in UPPER_CASE
 * @param doc what it holds and in which order
 * @param elementType {@code i8}, {@code i16}, {@code i32}, {@code f32} or a record of {@code
 *     halyard_kernels}
 * @param length number of elements
 * @param contents as they lie in the device's flash
 * @param lines the elements, each followed by a comma, and comments
 */
record FlashArray(
    String name,
    String doc,
    String elementType,
    int length,
    ConstantData contents,
    List<String> lines) {

  /** Copies the list. */
  FlashArray {
    lines = List.copyOf(lines);
  }

  /** Returns an array of int8, {@code perLine} elements on a line. */
  static FlashArray ofInt8(String name, String doc, byte[] values, int perLine) {
    int[] elements = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      elements[i] = values[i];
    }
    ConstantData contents = ConstantData.of(values);
    return new FlashArray(name, doc, "i8", values.length, contents, lines(elements, perLine));
  }

  /** Returns an array of int16, {@code perLine} elements on a line. */
  static FlashArray ofInt16(String name, String doc, short[] values, int perLine) {
    int[] elements = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      elements[i] = values[i];
    }
    ConstantData contents = ConstantData.ofInt16(values);
    return new FlashArray(name, doc, "i16", values.length, contents, lines(elements, perLine));
  }

  /** Returns an array of int32, {@code perLine} elements on a line. */
  static FlashArray ofInt32(String name, String doc, int[] values, int perLine) {
    ConstantData contents = ConstantData.ofInt32(values);
    return new FlashArray(name, doc, "i32", values.length, contents, lines(values, perLine));
  }

  private static List<String> lines(int[] values, int perLine) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < values.length; start += perLine) {
      StringBuilder line = new StringBuilder();
      for (int i = start; i < Math.min(start + perLine, values.length); i++) {
        line.append(i > start ? " " : "").append(values[i]).append(',');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Returns the size on the device. */
  long bytes() {
    return contents.byteCount();
  }

  /** Returns the expression of it as a slice. */
  String slice() {
    return name + ".slice()";
  }

  /** Returns the expression of a reference to it. */
  String reference() {
    return "&" + name;
  }
}
