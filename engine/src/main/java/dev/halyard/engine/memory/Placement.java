package dev.halyard.engine.memory;

/**
 * Where a buffer lies.
 *
 * @param buffer what
 * @param offset from the arena's start in bytes, a multiple of the buffer's alignment
 */
public record Placement(Buffer buffer, long offset) {

  /**
   * @throws IllegalArgumentException if the offset is negative or not aligned
   */
  public Placement {
    if (offset < 0 || offset % buffer.alignment() != 0) {
      throw new IllegalArgumentException(
          "buffer '%s' at %d is not aligned to %d"
              .formatted(buffer.name(), offset, buffer.alignment()));
    }
  }

  /** Returns the offset of the first byte after the buffer. */
  public long end() {
    return offset + buffer.bytes();
  }

  /** Tells whether the two have a byte in common. */
  public boolean touches(Placement other) {
    return offset < other.end() && other.offset < end();
  }
}
