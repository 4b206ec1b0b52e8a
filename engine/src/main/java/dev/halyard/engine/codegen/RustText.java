package dev.halyard.engine.codegen;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Text from a model, made safe for a place in Rust source: whatever a tensor is called, it stays
 * inside the comment or literal that it is put into.
 */
final class RustText {
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_EXPONENT = 6;

  private RustText() {}

  /**
   * Returns {@code text} for a comment: one line of printable ASCII, everything else written as an
   * escape, cut where it is over-long.
   */
  static String comment(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().forEach(c -> safe.append(isPrintable(c) ? Character.toString(c) : escape(c)));
    return safe.length() <= LONGEST_NAME
        ? safe.toString()
        : safe.substring(0, LONGEST_NAME) + "...";
  }

  /** Returns {@code text} as inline code of a documentation comment. */
  static String code(String text) {
    return "`" + comment(text).replace('`', '\'') + "`";
  }

  /** Returns {@code text} as a string literal, whole. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
              } else {
                literal.append(isPrintable(c) ? Character.toString(c) : escape(c));
              }
            });
    return literal.append('"').toString();
  }

  /** Returns the shortest float32 literal that reads back as exactly {@code value}. */
  static String float32(float value) {
    for (int digits = 1; ; digits++) {
      BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
      if (rounded.floatValue() == value) {
        return float32(rounded.stripTrailingZeros());
      }
    }
  }

  /** Returns about {@code value}, for comments. */
  static String rounded(double value) {
    return new BigDecimal(value)
        .round(new MathContext(4))
        .stripTrailingZeros()
        .toString()
        .replace("E", "e");
  }

  private static String float32(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    if (Math.abs(exponent) > LONGEST_EXPONENT) {
      return value.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
    String plain = value.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  private static boolean isPrintable(int c) {
    return c >= ' ' && c <= '~';
  }

  private static String escape(int c) {
    // A lone surrogate is no character of Rust.
    int scalar = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c;
    return "\\" + "u{%x}".formatted(scalar);
  }
}
