package dev.halyard.engine.ir;

import java.util.Locale;

/** The type of a tensor's elements. */
public enum ElementType {
  /** Signed 8 bits. */
  INT8(1),
  /** Unsigned 8 bits. */
  UINT8(1),
  /** Signed 16 bits, little-endian. */
  INT16(2),
  /** Signed 32 bits, little-endian. */
  INT32(4),
  /** Signed 64 bits, little-endian. */
  INT64(8),
  /** IEEE 754 binary32, little-endian. */
  FLOAT32(4);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns the name in graph text, protocol and reports, for example {@code int8}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the type of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ElementType parse(String text) {
    for (ElementType type : values()) {
      if (type.text().equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown element type '" + text + "'");
  }
}
