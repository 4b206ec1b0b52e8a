package dev.halyard.harness.image;

/** A file that one flashes breaks its own format. */
final class MalformedImage extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedImage(String message) {
    super(message);
  }
}
