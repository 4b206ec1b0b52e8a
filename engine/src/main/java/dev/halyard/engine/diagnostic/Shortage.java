package dev.halyard.engine.diagnostic;

import java.util.Locale;

/**
 * Memory of a board that a model has too little of.
 *
 * @param memory which
 * @param needed bytes, more than {@code available}
 * @param available bytes
 */
public record Shortage(Memory memory, long needed, long available) {

  /** What there is too little of. */
  public enum Memory {
    /** Arenas, beside stack and agent. */
    RAM,
    /** Weights and code. */
    FLASH;

    /** Returns the word for it in a sentence. */
    public String text() {
      return this == RAM ? "RAM" : name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if there is enough
   */
  public Shortage {
    if (needed <= available) {
      throw new IllegalArgumentException(needed + " bytes fit " + available);
    }
  }

  /** Returns by how many bytes it does not fit. */
  public long excess() {
    return needed - available;
  }
}
