package dev.halyard.engine.codegen;

import java.util.List;

/**
 * Rust source text, line by line, laid out as rustfmt leaves it.
 *
 * <p>Every way to add text is a whole line or a block, so that nothing can end up in the middle of
 * another construct; text from a model must be made safe by {@link RustText} first.
 */
final class RustWriter {
  /** The line width of rustfmt. */
  static final int WIDTH = 100;

  private static final String INDENT = "    ";

  private final StringBuilder text = new StringBuilder();
  private int depth;

  /** Adds one line; an empty one stays without indentation. */
  RustWriter line(String line) {
    if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("a line break in line: " + line);
    }
    if (!line.isEmpty()) {
      text.append(INDENT.repeat(depth)).append(line);
    }
    text.append('\n');
    return this;
  }

  /** Adds an empty line. */
  RustWriter blank() {
    return line("");
  }

  /** Adds an empty line between {@code items}, each of which writes itself. */
  RustWriter separated(List<Runnable> items) {
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        blank();
      }
      items.get(i).run();
    }
    return this;
  }

  /**
   * Adds a header with an opening brace, what {@code body} writes one level deeper, and a closing
   * brace.
   */
  RustWriter block(String header, Runnable body) {
    return block(header + " {", body, "}");
  }

  /** Adds {@code first}, what {@code body} writes one level deeper, and {@code last}. */
  RustWriter block(String first, Runnable body, String last) {
    line(first);
    depth++;
    body.run();
    depth--;
    return line(last);
  }

  /** Adds documentation of the item that follows, a line of it per line of {@code paragraph}. */
  RustWriter doc(String paragraph) {
    return prefixed("///", paragraph);
  }

  /** Adds documentation of the enclosing module. */
  RustWriter moduleDoc(String paragraph) {
    return prefixed("//!", paragraph);
  }

  /** Adds a comment, a line of it per line of {@code paragraph}. */
  RustWriter comment(String paragraph) {
    return prefixed("//", paragraph);
  }

  /**
   * Adds {@code before}, the expression, and {@code after}: on one line, or as rustfmt breaks it.
   */
  RustWriter expression(String before, RustExpression expression, String after) {
    expression.write(this, before, after);
    return this;
  }

  /** Adds {@code left = right;}, the right side on a line of its own where both do not fit. */
  RustWriter assignment(String left, String right) {
    String line = left + " = " + right + ";";
    return fits(line) ? line(line) : line(left + " =").line(INDENT + right + ";");
  }

  /** Adds an arm of a match; a short call that does not fit after the pattern is a block. */
  RustWriter arm(String pattern, RustExpression.Call value) {
    String before = pattern + " => ";
    if (!value.isShort() || fits(before + value.oneLine() + ",")) {
      return expression(before, value, ",");
    }
    return block(before + "{", () -> line(value.oneLine()), "}");
  }

  /** Adds a function: its signature on one line, or a parameter to a line, and its body. */
  RustWriter function(String name, List<String> parameters, String result, Runnable body) {
    String end = ")" + (result.isEmpty() ? "" : " -> " + result) + " {";
    String line = name + "(" + String.join(", ", parameters) + end;
    if (fits(line)) {
      line(line);
    } else {
      block(name + "(", () -> parameters.forEach(parameter -> line(parameter + ",")), end);
    }
    depth++;
    body.run();
    depth--;
    return line("}");
  }

  /** Tells whether {@code line} fits at the present indentation. */
  boolean fits(String line) {
    return INDENT.length() * depth + line.length() <= WIDTH;
  }

  private RustWriter prefixed(String prefix, String paragraph) {
    for (String line : paragraph.split("\n", -1)) {
      line(line.isEmpty() ? prefix : prefix + " " + line);
    }
    return this;
  }

  /** Returns all text so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
