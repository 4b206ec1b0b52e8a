package dev.halyard.probes.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the names that the Rust compiler gives to functions back into paths, without generic
 * arguments and hashes: {@code sine::nodes::conv1}.
 */
public final class RustNames {
  private static final Pattern HASH = Pattern.compile("h[0-9a-f]{16}");
  private static final Pattern ESCAPE = Pattern.compile("\\$([A-Za-z0-9]+)\\$");
  private static final Pattern CODE_POINT = Pattern.compile("u[0-9a-f]{1,4}");

  private RustNames() {}

  /** Returns the path that a symbol names, or the symbol itself if it is not mangled. */
  public static String path(String symbol) {
    try {
      if (symbol.startsWith("_R")) {
        return new RustV0Name(symbol).path();
      }
      if (symbol.startsWith("_ZN")) {
        return legacy(symbol);
      }
    } catch (IllegalArgumentException e) {
      // Not a name that the Rust compiler makes: it stands for itself.
    }
    return symbol;
  }

  private static String legacy(String symbol) {
    List<String> segments = new ArrayList<>();
    int at = 3;
    while (at < symbol.length() && symbol.charAt(at) != 'E') {
      int start = at;
      while (at < symbol.length() && Character.isDigit(symbol.charAt(at)) && at - start < 6) {
        at++;
      }
      int length = Integer.parseInt(symbol, start, at, 10);
      if (length > symbol.length() - at) {
        throw new IllegalArgumentException(symbol);
      }
      segments.add(unescaped(symbol.substring(at, at + length)));
      at += length;
    }
    int last = segments.size() - 1;
    if (last > 0 && HASH.matcher(segments.get(last)).matches()) {
      segments.remove(last);
    }
    return String.join("::", segments);
  }

  private static String unescaped(String segment) {
    String text = segment.startsWith("_$") ? segment.substring(1) : segment;
    return ESCAPE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))))
        .replace("..", "::");
  }

  private static String character(String escape) {
    return switch (escape) {
      case "LT" -> "<";
      case "GT" -> ">";
      case "RF" -> "&";
      case "BP" -> "*";
      case "LP" -> "(";
      case "RP" -> ")";
      case "C" -> ",";
      case "SP" -> "@";
      default ->
          CODE_POINT.matcher(escape).matches()
              ? Character.toString(Integer.parseInt(escape, 1, escape.length(), 16))
              : "?";
    };
  }
}
