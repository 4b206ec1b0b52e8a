package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Padding;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values of operator attributes as text. */
final class AttributeText {
  private static final Map<Class<?>, String> ACCEPTED =
      Map.of(
          Extent2d.class, "height x width, for example 3x3",
          Padding.class, "[top,bottom,left,right]",
          List.class, "a list of integers",
          int.class, "an integer",
          float.class, "a number",
          boolean.class, "true or false");

  private AttributeText() {}

  /** Returns a value as text. */
  static String print(Object value) {
    if (value instanceof Padding padding) {
      return print(List.of(padding.top(), padding.bottom(), padding.left(), padding.right()));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
    return value.toString();
  }

  /**
   * Returns the value of an attribute.
   *
   * @param text a list's elements one by one
   * @throws IllegalArgumentException if it is not accepted
   */
  static Object parse(RecordComponent component, List<String> text) {
    try {
      return parseType(component.getType(), text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "attribute %s=%s is not accepted; it is %s"
              .formatted(component.getName(), String.join(",", text), accepted(component)),
          e);
    }
  }

  private static String accepted(RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    return ACCEPTED.getOrDefault(type, type.getSimpleName());
  }

  private static Object parseType(Class<?> type, List<String> text) {
    if (type == List.class) {
      return text.stream().map(Integer::valueOf).toList();
    }
    if (type == Padding.class) {
      int[] sides = integers(text, 4);
      return new Padding(sides[0], sides[1], sides[2], sides[3]);
    }
    if (type == Extent2d.class) {
      int[] sides = integers(List.of(only(text).split("x", -1)), 2);
      return new Extent2d(sides[0], sides[1]);
    }
    return parseScalar(type, only(text));
  }

  private static Object parseScalar(Class<?> type, String text) {
    if (type == int.class) {
      return Integer.valueOf(text);
    }
    if (type == float.class) {
      return Float.valueOf(text);
    }
    if (type == boolean.class) {
      return parseBoolean(text);
    }
    return Activation.valueOf(text);
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String only(List<String> text) {
    if (text.size() != 1) {
      throw new IllegalArgumentException(text.toString());
    }
    return text.get(0);
  }

  private static int[] integers(List<String> text, int count) {
    if (text.size() != count) {
      throw new IllegalArgumentException(text.toString());
    }
    return text.stream().mapToInt(Integer::parseInt).toArray();
  }
}
