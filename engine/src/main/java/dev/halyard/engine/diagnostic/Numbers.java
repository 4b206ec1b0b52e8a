package dev.halyard.engine.diagnostic;

import java.util.Locale;

/** How numbers are written in messages. */
public final class Numbers {
  private Numbers() {}

  /** Returns a whole number in groups of three, for example {@code 2 656 768}. */
  public static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }
}
