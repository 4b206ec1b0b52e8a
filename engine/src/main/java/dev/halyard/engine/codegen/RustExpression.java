package dev.halyard.engine.codegen;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A Rust expression that knows how rustfmt lays it out: on one line while it is short, else one
 * argument or field per line.
 */
sealed interface RustExpression {

  /** Returns the expression on one line. */
  String oneLine();

  /** Writes {@code before}, the expression and {@code after}. */
  void write(RustWriter writer, String before, String after);

  /** Returns a path, literal or other expression that is never broken. */
  static RustExpression of(String text) {
    return new Atom(text);
  }

  /** Returns an integer literal. */
  static RustExpression of(long value) {
    return new Atom(Long.toString(value));
  }

  /** Returns a call of {@code function}. */
  static Call call(String function, List<RustExpression> arguments) {
    return new Call(function, List.copyOf(arguments));
  }

  /** Returns a call of {@code function} with unbreakable arguments. */
  static Call call(String function, String... arguments) {
    return call(function, List.of(arguments).stream().map(RustExpression::of).toList());
  }

  /** Returns a struct literal. */
  static Struct struct(String type, List<Field> fields) {
    return new Struct(type, List.copyOf(fields));
  }

  /** Returns an array of calls or structs, of which two never fit on a line. */
  static RustExpression array(List<RustExpression> elements) {
    return new Array(List.copyOf(elements));
  }

  /** {@code [a, b]}. */
  record Array(List<RustExpression> elements) implements RustExpression {
    @Override
    public String oneLine() {
      return "[" + joined(elements) + "]";
    }

    @Override
    public void write(RustWriter writer, String before, String after) {
      if (elements.isEmpty()) {
        writer.line(before + "[]" + after);
      } else if (elements.size() == 1) {
        elements.get(0).write(writer, before + "[", "]" + after);
      } else {
        writer.block(
            before + "[",
            () -> elements.forEach(element -> element.write(writer, "", ",")),
            "]" + after);
      }
    }
  }

  /**
   * An array of names, {@code &[A, B]}: rustfmt fills line by line if all of them are short, else
   * each has its own.
   *
   * @param prefix {@code &} or nothing
   */
  record NameList(String prefix, List<String> names) implements RustExpression {
    private static final int NAMES_WIDTH = 60;
    private static final int SHORT_WIDTH = 10;

    @Override
    public String oneLine() {
      return prefix + "[" + String.join(", ", names) + "]";
    }

    @Override
    public void write(RustWriter writer, String before, String after) {
      String line = before + oneLine() + after;
      if (String.join(", ", names).length() <= NAMES_WIDTH && writer.fits(line)) {
        writer.line(line);
      } else {
        writer.block(before + prefix + "[", () -> fill(writer), "]" + after);
      }
    }

    private void fill(RustWriter writer) {
      if (names.stream().anyMatch(name -> name.length() > SHORT_WIDTH)) {
        names.forEach(name -> writer.line(name + ","));
        return;
      }
      StringBuilder line = new StringBuilder();
      for (String name : names) {
        String next = line.isEmpty() ? name + "," : line + " " + name + ",";
        if (!writer.fits(next)) {
          writer.line(line.toString());
          next = name + ",";
        }
        line.setLength(0);
        line.append(next);
      }
      writer.line(line.toString());
    }
  }

  /** An expression that is never broken. */
  record Atom(String text) implements RustExpression {
    @Override
    public String oneLine() {
      return text;
    }

    @Override
    public void write(RustWriter writer, String before, String after) {
      writer.line(before + text + after);
    }
  }

  /** {@code function(a, b)}. */
  record Call(String function, List<RustExpression> arguments) implements RustExpression {
    private static final int ARGUMENTS_WIDTH = 60;

    @Override
    public String oneLine() {
      return function + "(" + joined(arguments) + ")";
    }

    @Override
    public void write(RustWriter writer, String before, String after) {
      String line = before + oneLine() + after;
      if (isShort() && writer.fits(line)) {
        writer.line(line);
      } else {
        writer.block(
            before + function + "(",
            () -> arguments.forEach(argument -> argument.write(writer, "", ",")),
            ")" + after);
      }
    }

    /** Tells whether it stays in one piece, if a line is wide enough. */
    boolean isShort() {
      return joined(arguments).length() <= ARGUMENTS_WIDTH;
    }
  }

  /** {@code Type { a: 1, b: 2 }}. */
  record Struct(String type, List<Field> fields) implements RustExpression {
    private static final int FIELDS_WIDTH = 18;

    @Override
    public String oneLine() {
      return path() + " { " + body() + " }";
    }

    @Override
    public void write(RustWriter writer, String before, String after) {
      String line = before + oneLine() + after;
      boolean commented = fields.stream().anyMatch(field -> !field.comment().isEmpty());
      if (!commented && body().length() <= FIELDS_WIDTH && writer.fits(line)) {
        writer.line(line);
      } else {
        writer.block(
            before + path() + " {",
            () -> fields.forEach(field -> field.write(writer)),
            "}" + after);
      }
    }

    /** The type without parameters, which follow from where the literal stands. */
    private String path() {
      return type.split("<", 2)[0];
    }

    private String body() {
      return fields.stream().map(Field::oneLine).collect(Collectors.joining(", "));
    }
  }

  /**
   * A field of a struct literal.
   *
   * @param comment what the value means, behind it on the same line; empty if that is plain
   */
  record Field(String name, RustExpression value, String comment) {
    /** Returns a field without comment. */
    static Field of(String name, RustExpression value) {
      return new Field(name, value, "");
    }

    /** Returns a field without comment. */
    static Field of(String name, String value) {
      return of(name, RustExpression.of(value));
    }

    /** Returns an integer field without comment. */
    static Field of(String name, long value) {
      return of(name, RustExpression.of(value));
    }

    private String oneLine() {
      return shorthand() ? name : name + ": " + value.oneLine();
    }

    private boolean shorthand() {
      return value.oneLine().equals(name);
    }

    private void write(RustWriter writer) {
      String before = shorthand() ? "" : name + ": ";
      value.write(writer, before, comment.isEmpty() ? "," : ", // " + comment);
    }
  }

  private static String joined(List<RustExpression> expressions) {
    return expressions.stream().map(RustExpression::oneLine).collect(Collectors.joining(", "));
  }
}
