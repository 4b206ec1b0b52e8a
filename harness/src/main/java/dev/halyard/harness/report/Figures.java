package dev.halyard.harness.report;

import dev.halyard.engine.diagnostic.Numbers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers are written in reports. */
public final class Figures {
  private static final long KILO = 1L << 10;
  private static final long MEGA = 1L << 20;
  private static final long GIGA = 1L << 30;

  private Figures() {}

  /**
   * Returns a whole number in groups of three, for example {@code 2 656 768}; a dash if it was not
   * measured.
   */
  public static String grouped(@Nullable Number value) {
    return value == null ? "–" : Numbers.grouped(value.longValue());
  }

  /** Returns a size of memory in units of 1024, for example {@code 2 MB} or {@code 31.5 KB}. */
  public static String size(long bytes) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    long unit = bytes < MEGA ? KILO : bytes < GIGA ? MEGA : GIGA;
    String name = unit == KILO ? " KB" : unit == MEGA ? " MB" : " GB";
    return bytes % unit == 0
        ? bytes / unit + name
        : String.format(Locale.ROOT, "%.1f%s", (double) bytes / unit, name);
  }

  /** Returns a number with two decimals; a dash if it was not measured. */
  public static String decimal(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Returns a share of a whole in percent with one decimal. */
  public static String percent(long part, long whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** Returns a bar of up to {@code width} blocks for a share of a whole. */
  public static String bar(long part, long whole, int width) {
    long eighths = whole == 0 ? 0 : Math.round(8.0 * width * part / whole);
    StringBuilder bar = new StringBuilder("█".repeat((int) (eighths / 8)));
    if (eighths % 8 > 0) {
      bar.append("▏▎▍▌▋▊▉".charAt((int) (eighths % 8) - 1));
    }
    return bar.toString();
  }
}
