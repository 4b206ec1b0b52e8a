package dev.halyard.engine.diagnostic;

/**
 * One finding about a model.
 *
 * @param severity how bad it is
 * @param location where: an operator or tensor as the user's file names it, for example {@code
 *     operator CONV_2D 'conv1'}
 * @param message what is wrong, the value found, what is accepted, and the remedy if there is one
 */
public record Diagnostic(Severity severity, String location, String message) {

  /** How bad a finding is. */
  public enum Severity {
    /** Compilation goes on. */
    WARNING,
    /** Compilation fails. */
    ERROR
  }

  /** Returns an error at {@code location}. */
  public static Diagnostic error(String location, String message) {
    return new Diagnostic(Severity.ERROR, location, message);
  }

  @Override
  public String toString() {
    return location + ": " + message;
  }
}
