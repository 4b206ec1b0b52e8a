package dev.halyard.engine.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * How much {@code conv_2d_paired} prepares at a time: the more, the faster, and the more scratch
 * memory it takes.
 *
 * @param pixels whose columns are made before they are multiplied: 1, or a multiple of 4
 * @param stagesStrips whether only what so many pixels see of rows is staged, not whole rows
 */
public record PairedForm(int pixels, boolean stagesStrips) {
  /** Pixels that are multiplied at a time, if there are so many. */
  static final int FOUR = 4;

  private static final int MOST_FOURS = 8;

  /** Words of columns that are worth making together. */
  private static final int WORDS = 64;

  /**
   * Returns the forms worth offering, the fastest first.
   *
   * @param pixels that lie one after the other
   */
  static List<PairedForm> of(PairedWindows windows, int pixels) {
    int fours = Math.min(Math.min(MOST_FOURS, WORDS / windows.words()), pixels / FOUR);
    List<PairedForm> forms = new ArrayList<>();
    forms.add(new PairedForm(pixels < FOUR ? 1 : FOUR * Math.max(1, fours), false));
    for (int few : new int[] {FOUR, 1}) {
      PairedForm form = new PairedForm(few, windows.isStaged());
      PairedForm last = forms.get(forms.size() - 1);
      if (windows.scratchWords(form) < windows.scratchWords(last)) {
        forms.add(form);
      }
    }
    return forms;
  }
}
