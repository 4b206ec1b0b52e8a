package dev.halyard.engine.ir;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Quantization as text: {@code scale=[0.5, 0.25] zp=0 axis=3}. */
final class QuantizationText {
  private static final int LONGEST_SUMMARY = 4;
  private static final List<String> ATTRIBUTES = List.of("scale", "zp", "axis");

  private QuantizationText() {}

  /**
   * Returns the text, with a blank before it, or nothing.
   *
   * @param complete whether a long list is written out
   */
  static String print(@Nullable Quantization quantization, boolean complete) {
    if (quantization == null) {
      return "";
    }
    boolean sameZeroPoints = Set.copyOf(quantization.zeroPoints()).size() == 1;
    boolean hasAxis = !quantization.isPerTensor() || quantization.axis() != 0;
    return " scale="
        + list(quantization.scales(), quantization.isPerTensor(), complete)
        + " zp="
        + list(quantization.zeroPoints(), sameZeroPoints, complete)
        + (hasAxis ? " axis=" + quantization.axis() : "");
  }

  private static String list(List<?> values, boolean single, boolean complete) {
    if (single) {
      return values.get(0).toString();
    }
    if (complete || values.size() <= LONGEST_SUMMARY) {
      return values.stream().map(String::valueOf).collect(joining(", ", "[", "]"));
    }
    return "[" + values.get(0) + ", … " + values.size() + "]";
  }

  /**
   * Returns the quantization that attributes stand for; null where there are none.
   *
   * @throws IllegalArgumentException if an attribute is unknown or a value is not accepted
   */
  static @Nullable Quantization parse(Map<String, List<String>> attributes) {
    if (attributes.isEmpty()) {
      return null;
    }
    for (String attribute : attributes.keySet()) {
      if (!ATTRIBUTES.contains(attribute)) {
        throw new IllegalArgumentException(
            "unknown quantization '%s'; accepted: %s"
                .formatted(attribute, String.join(", ", ATTRIBUTES)));
      }
    }
    List<Float> scales =
        attributes.getOrDefault("scale", List.of()).stream().map(QuantizationText::number).toList();
    List<Integer> zeroPoints =
        attributes.getOrDefault("zp", List.of("0")).stream()
            .map(QuantizationText::integer)
            .toList();
    if (zeroPoints.size() == 1) {
      zeroPoints = Collections.nCopies(scales.size(), zeroPoints.get(0));
    }
    int axis = integer(attributes.getOrDefault("axis", List.of("0")).get(0));
    return new Quantization(scales, zeroPoints, axis);
  }

  /**
   * @throws IllegalArgumentException if the text is not an integer
   */
  static int integer(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not an integer", e);
    }
  }

  private static float number(String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
  }
}
