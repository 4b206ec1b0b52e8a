package dev.halyard.engine.kernel;

/**
 * Working memory of one call.
 *
 * @param bytes at least 0
 * @param alignment in bytes, a power of two
 * @param shared whether it is a view like tensors ({@code carry}), not exclusive memory
 */
public record Scratch(long bytes, int alignment, boolean shared) {
  /** No working memory. */
  public static final Scratch NONE = new Scratch(0, 1, false);

  /** Returns exclusive memory of int8. */
  static Scratch ofInt8(long elements) {
    return new Scratch(elements, 1, false);
  }

  /** Returns exclusive memory of int16. */
  static Scratch ofInt16(long elements) {
    return new Scratch(elements * Short.BYTES, Short.BYTES, false);
  }

  /** Returns exclusive memory of int32. */
  static Scratch ofInt32(long elements) {
    return new Scratch(elements * Integer.BYTES, Integer.BYTES, false);
  }

  /** Returns partial sums that the kernel carries from call to call. */
  static Scratch carryOfInt32(long elements) {
    return new Scratch(elements * Integer.BYTES, Integer.BYTES, true);
  }
}
