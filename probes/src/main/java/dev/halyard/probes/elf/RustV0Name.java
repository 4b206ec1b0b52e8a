package dev.halyard.probes.elf;

/**
 * Parses one symbol of Rust's v0 mangling (RFC 2603) as far as its path: generic arguments are
 * skipped, {@code <sine::Model>::infer} is given as {@code sine::Model::infer}.
 */
final class RustV0Name {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_STEPS = 10_000;

  /**
   * A number of 64 bits has 11 digits in base 62; a disambiguator may wrap, a position does not.
   */
  private static final int MAX_DIGITS = 11;

  private final String text;
  private int at;
  private int depth;
  private int steps;

  RustV0Name(String symbol) {
    this.text = symbol.substring(2);
  }

  /**
   * Returns the path.
   *
   * @throws IllegalArgumentException if the symbol does not keep to the grammar
   */
  String path() {
    return nested(this::parsePath);
  }

  private interface Rule {
    String parse();
  }

  /** Applies a rule; bounds the work that a hostile name can cause. */
  private String nested(Rule rule) {
    if (depth >= MAX_DEPTH || steps >= MAX_STEPS) {
      throw malformed();
    }
    depth++;
    steps++;
    String result = rule.parse();
    depth--;
    return result.length() > MAX_STEPS ? "?" : result;
  }

  private String parsePath() {
    return switch (next()) {
      case 'C' -> identifier();
      case 'M' -> {
        implPath();
        yield type();
      }
      case 'X' -> {
        implPath();
        yield traitImpl();
      }
      case 'Y' -> traitImpl();
      case 'N' -> nestedPath();
      case 'I' -> {
        String generic = path();
        skipGenericArguments();
        yield generic;
      }
      case 'B' -> backReference(this::path);
      default -> throw malformed();
    };
  }

  private String nestedPath() {
    char namespace = next();
    String outer = path();
    String name = identifier();
    return Character.isUpperCase(namespace)
        ? outer + "::{" + (namespace == 'C' ? "closure" : "shim") + "}"
        : outer + "::" + name;
  }

  private void implPath() {
    disambiguator();
    path();
  }

  private String traitImpl() {
    String type = type();
    return "<" + type + " as " + path() + ">";
  }

  private void skipGenericArguments() {
    while (!accept('E')) {
      if (accept('L')) {
        base62();
      } else if (accept('K')) {
        constant();
      } else {
        type();
      }
    }
  }

  private String type() {
    return nested(this::parseType);
  }

  private String parseType() {
    if ("CMXYNI".indexOf(peek()) >= 0) {
      return path();
    }
    char kind = next();
    return switch (kind) {
      case 'A' -> {
        String element = type();
        constant();
        yield "[" + element + "; _]";
      }
      case 'S' -> "[" + type() + "]";
      case 'T' -> {
        while (!accept('E')) {
          type();
        }
        yield "(_)";
      }
      case 'R', 'Q' -> {
        if (accept('L')) {
          base62();
        }
        yield "&" + type();
      }
      case 'P', 'O' -> "*" + type();
      case 'B' -> backReference(this::type);
      default -> {
        // Function pointers and trait objects: no function that is looked for has one in its path.
        if (!Character.isLowerCase(kind)) {
          throw malformed();
        }
        yield String.valueOf(kind);
      }
    };
  }

  private void constant() {
    if (accept('B')) {
      base62();
    } else if (!accept('p')) {
      type();
      accept('n');
      while (next() != '_') {
        steps++;
      }
    }
  }

  private String backReference(Rule rule) {
    int start = at - 1;
    long target = base62();
    if (target < 0 || target >= start) {
      throw malformed();
    }
    int resume = at;
    at = (int) target;
    String result = rule.parse();
    at = resume;
    return result;
  }

  private String identifier() {
    disambiguator();
    accept('u');
    int start = at;
    while (Character.isDigit(peek()) && at - start < 6) {
      at++;
    }
    int length = Integer.parseInt(text, start, at, 10);
    accept('_');
    if (length > text.length() - at) {
      throw malformed();
    }
    at += length;
    return text.substring(at - length, at);
  }

  private void disambiguator() {
    if (accept('s')) {
      base62();
    }
  }

  private long base62() {
    long value = 0;
    int digits = 0;
    for (char digit = next(); digit != '_'; digit = next()) {
      int index = digit < 128 ? Character.digit(digit, 36) : -1;
      if (index < 0 || ++digits > MAX_DIGITS) {
        throw malformed();
      }
      value = value * 62 + (Character.isUpperCase(digit) ? index + 26 : index);
    }
    return digits == 0 ? 0 : value + 1;
  }

  private boolean accept(char wanted) {
    if (peek() == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next() {
    if (at >= text.length()) {
      throw malformed();
    }
    return text.charAt(at++);
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("not a v0 name: _R" + text);
  }
}
