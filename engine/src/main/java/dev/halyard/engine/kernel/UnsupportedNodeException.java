package dev.halyard.engine.kernel;

/** No kernel computes a node; the message says what is not supported, and what is. */
final class UnsupportedNodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedNodeException(String message) {
    super(message);
  }
}
