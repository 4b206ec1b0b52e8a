package dev.halyard.engine.requantization;

/**
 * Whether a form gives the reference's output for every accumulator of a channel.
 *
 * <p>Both never decrease with the accumulator, so they are equal everywhere if each of the 255
 * steps from an int8 to the next lies at the same accumulator: the form has taken the step there,
 * and has not taken it one below.
 */
public final class Proof {
  private Proof() {}

  /** Tells whether the two are equal for every accumulator that the channel can have. */
  public static boolean holds(Requantization reference, Form form) {
    return reference.isMonotone()
        && form.isExact(reference.lowest())
        && form.isExact(reference.highest())
        && holdsAtEveryStep(reference, form);
  }

  private static boolean holdsAtEveryStep(Requantization reference, Form form) {
    for (int output = Byte.MIN_VALUE + 1; output <= Byte.MAX_VALUE; output++) {
      long threshold = reference.threshold(output);
      boolean taken = threshold > reference.highest() || form.apply(threshold) >= output;
      boolean early = threshold > reference.lowest() && form.apply(threshold - 1) >= output;
      if (!taken || early) {
        return false;
      }
    }
    return true;
  }
}
