package dev.halyard.harness.session;

/**
 * The conversation with a device failed: it did not answer in time, the line broke, or its answer
 * was not understood.
 */
public final class SessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for the user. */
  public SessionException(String message) {
    super(message);
  }
}
