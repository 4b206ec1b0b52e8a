package dev.halyard.engine.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts graph text into tokens; line ends count only outside brackets. */
final class GraphLexer {

  /** What a token is. */
  enum Kind {
    /** An unquoted name, a number or an extent such as {@code 3x3}. */
    WORD("a word"),
    /** A name in double quotes; the text is what is between them. */
    QUOTED("a name"),
    /** One of {@code ( ) [ ] : , = ->}. */
    MARK("a mark"),
    /** The end of a line that says something. */
    LINE_END("the end of the line"),
    /** The end of the text. */
    TEXT_END("the end of the text");

    private final String description;

    Kind(String description) {
      this.description = description;
    }
  }

  /** A piece of text with the line it stands on, from 1. */
  record Token(Kind kind, String text, int line) {
    boolean is(String mark) {
      return kind == Kind.MARK && text.equals(mark);
    }

    boolean isName() {
      return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    @Override
    public String toString() {
      return kind == Kind.LINE_END || kind == Kind.TEXT_END ? kind.description : "'" + text + "'";
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<end>\\R)|(?<blank>[ \\t]+|//.*)|(?<mark>->|[()\\[\\]:,=])"
              + "|(?<word>(?:(?!//|->)[\\p{Alnum}_./+-])+)|\"(?<quoted>(?:[^\"\\\\\\r\\n]|\\\\.)*)\"");

  private final List<Token> tokens = new ArrayList<>();
  private int line = 1;
  private int depth;

  private GraphLexer() {}

  /** Returns the tokens, the last of them {@link Kind#TEXT_END}. */
  static List<Token> lex(String text) {
    GraphLexer lexer = new GraphLexer();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        throw new GraphParseException(lexer.line, "unexpected character '" + text.charAt(at) + "'");
      }
      lexer.accept(matcher);
      at = matcher.end();
    }
    lexer.endLine();
    lexer.add(Kind.TEXT_END, "");
    return lexer.tokens;
  }

  private void accept(Matcher matcher) {
    if (matcher.group("end") != null) {
      endLine();
      line++;
    } else if (matcher.group("mark") != null) {
      String mark = matcher.group("mark");
      depth += "([".contains(mark) ? 1 : ")]".contains(mark) ? -1 : 0;
      add(Kind.MARK, mark);
    } else if (matcher.group("word") != null) {
      add(Kind.WORD, matcher.group("word"));
    } else if (matcher.group("quoted") != null) {
      add(Kind.QUOTED, unescape(matcher.group("quoted")));
    }
  }

  private void endLine() {
    boolean says = !tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() != Kind.LINE_END;
    if (says && depth <= 0) {
      depth = 0;
      add(Kind.LINE_END, "");
    }
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, line));
  }

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_](?:(?!//)[\\w./])*");

  /** Returns a name as it stands in text: bare if it is an identifier, else quoted. */
  static String quote(String name) {
    if (IDENTIFIER.matcher(name).matches()) {
      return name;
    }
    StringBuilder text = new StringBuilder("\"");
    name.chars().forEach(c -> text.append(escape((char) c)));
    return text.append('"').toString();
  }

  private static String escape(char c) {
    if (c == '"' || c == '\\') {
      return "\\" + c;
    }
    boolean plain = c >= ' ' && c != 0x7f && c != 0x85 && c != 0x2028 && c != 0x2029;
    return plain ? String.valueOf(c) : "\\u%04x".formatted((int) c);
  }

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|(.))");

  private static String unescape(String quoted) {
    return ESCAPE
        .matcher(quoted)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1) == null
                        ? match.group(2)
                        : String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }
}
