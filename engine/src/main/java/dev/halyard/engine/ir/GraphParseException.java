package dev.halyard.engine.ir;

/** Graph text that does not parse; the message begins with the line. */
public final class GraphParseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  GraphParseException(int line, String message) {
    super("line " + line + ": " + message);
    this.line = line;
  }

  /** Returns the line of the text, from 1. */
  public int line() {
    return line;
  }
}
