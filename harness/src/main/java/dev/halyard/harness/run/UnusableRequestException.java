package dev.halyard.harness.run;

/** The user's inputs, goldens or options do not fit the model or the board: nothing was run. */
public final class UnusableRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what is accepted. */
  public UnusableRequestException(String message) {
    super(message);
  }
}
