package dev.halyard.engine.ir;

import dev.halyard.engine.ir.GraphLexer.Kind;
import dev.halyard.engine.ir.GraphLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The tokens of a graph text, taken one after the other; complains with the line. */
final class GraphTokens {
  private final List<Token> tokens;
  private int next;

  GraphTokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(next);
  }

  int line() {
    return peek().line();
  }

  boolean atEnd() {
    return peek().kind() == Kind.TEXT_END;
  }

  /** Tells whether a data section begins here; a tensor may be called "data" as well. */
  boolean atData() {
    return peek().kind() == Kind.WORD
        && peek().text().equals("data")
        && tokens.get(next + 1).isName();
  }

  boolean take(String mark) {
    if (peek().is(mark)) {
      next++;
      return true;
    }
    return false;
  }

  void expect(String mark) {
    if (!take(mark)) {
      throw unexpected("'" + mark + "'");
    }
  }

  void expectWord(String word) {
    if (!(peek().kind() == Kind.WORD && peek().text().equals(word))) {
      throw unexpected("'" + word + "'");
    }
    next++;
  }

  void expectLineEnd() {
    if (peek().kind() != Kind.LINE_END) {
      throw unexpected("the end of the line");
    }
    next++;
  }

  /**
   * Takes a word or a quoted name.
   *
   * @param what it is, for the message
   */
  String expectName(String what) {
    if (!peek().isName()) {
      throw unexpected(what);
    }
    return tokens.get(next++).text();
  }

  /** Takes items between two marks, with commas between them. */
  <T> List<T> list(String open, String close, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    expect(open);
    while (!take(close)) {
      items.add(item.get());
      if (!peek().is(close)) {
        expect(",");
      }
    }
    return items;
  }

  private GraphParseException unexpected(String wanted) {
    return new GraphParseException(line(), "expected " + wanted + " but found " + peek());
  }
}
