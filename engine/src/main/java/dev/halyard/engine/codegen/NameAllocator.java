package dev.halyard.engine.codegen;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives every name of a model an identifier of Rust: ASCII, of the right case, no keyword, unique.
 *
 * <p>The same names in the same order give the same identifiers. {@code sequential/conv2d/Relu;bn}
 * becomes {@code sequential_conv2d_relu_bn}, a second {@code conv 1} becomes {@code conv_1_2}.
 */
final class NameAllocator {
  private static final int LONGEST = 32;

  /** Strict and reserved keywords of edition 2024, and names that a module would confuse. */
  private static final Set<String> RESERVED =
      Set.of(
          "abstract",
          "alloc",
          "as",
          "async",
          "await",
          "become",
          "box",
          "break",
          "const",
          "continue",
          "core",
          "crate",
          "do",
          "dyn",
          "else",
          "enum",
          "extern",
          "false",
          "final",
          "fn",
          "for",
          "gen",
          "if",
          "impl",
          "in",
          "let",
          "loop",
          "macro",
          "macro_rules",
          "match",
          "mod",
          "move",
          "mut",
          "override",
          "priv",
          "proc_macro",
          "pub",
          "raw",
          "ref",
          "return",
          "safe",
          "self",
          "static",
          "std",
          "struct",
          "super",
          "test",
          "trait",
          "true",
          "try",
          "type",
          "typeof",
          "union",
          "unsafe",
          "unsized",
          "use",
          "virtual",
          "where",
          "while",
          "yield");

  private final Set<String> taken = new HashSet<>();

  /**
   * @param names that the module uses itself
   */
  NameAllocator(Set<String> names) {
    taken.addAll(names);
  }

  /** Returns a new identifier in snake_case like {@code wanted}. */
  String snakeCase(String wanted, String fallback) {
    String base = identifier(wanted, fallback);
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  /**
   * Returns {@code wanted} as an identifier in snake_case, the same for the same name; of an
   * over-long path the last elements, which tell the most.
   *
   * @param fallback what it is called if no character of it can be used, and before a digit
   */
  static String identifier(String wanted, String fallback) {
    String name =
        wanted
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    if (name.length() > LONGEST) {
      name = lastWords(name);
    }
    if (name.isEmpty()) {
      return fallback;
    }
    if (Character.isDigit(name.charAt(0))) {
      return fallback + "_" + name;
    }
    return RESERVED.contains(name) ? name + "_" + fallback : name;
  }

  /** Returns the last whole words that are short enough, the first of them no number. */
  private static String lastWords(String name) {
    int earliest = name.length() - LONGEST;
    for (int start = earliest; start < name.length(); start++) {
      if (name.charAt(start - 1) == '_' && !Character.isDigit(name.charAt(start))) {
        return name.substring(start);
      }
    }
    return name.substring(earliest);
  }

  /** Returns a snake_case identifier as the name of a constant. */
  static String upperCase(String identifier) {
    return identifier.toUpperCase(Locale.ROOT);
  }
}
