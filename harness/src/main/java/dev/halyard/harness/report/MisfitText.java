package dev.halyard.harness.report;

import static dev.halyard.harness.report.Figures.grouped;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By how much a model does not fit a board, in a few words. */
public final class MisfitText {
  private MisfitText() {}

  /**
   * Returns for example {@code does not fit: RAM by 12 345 bytes}.
   *
   * @param ramExcess bytes of RAM that are too many; null if there is enough
   * @param flashExcess bytes of flash that are too many; null if there is enough
   */
  public static String of(@Nullable Long ramExcess, @Nullable Long flashExcess) {
    List<String> parts = new ArrayList<>();
    if (ramExcess != null) {
      parts.add("RAM by " + grouped(ramExcess));
    }
    if (flashExcess != null) {
      parts.add("flash by " + grouped(flashExcess));
    }
    return "does not fit: " + String.join(", ", parts) + " bytes";
  }
}
