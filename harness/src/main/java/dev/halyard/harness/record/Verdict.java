package dev.halyard.harness.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run ended, from best to worst. */
public enum Verdict {
  /** Every output as expected, within budgets. */
  PASS(0),
  /** Too little was measured to judge. */
  INCONCLUSIVE(4),
  /** An output, or a figure against its baseline, is not as expected. */
  FAIL(1),
  /** The model is unusable, unsupported, or does not fit the board. */
  UNSUPPORTED(2),
  /** The bench or a tool broke; the product was not judged. */
  ERROR(3),
  /** The run was told to end before it had; the product was not judged. */
  INTERRUPTED(130);

  private final int exitStatus;

  Verdict(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /** Returns the exit status of the command line. */
  public int exitStatus() {
    return exitStatus;
  }

  /** Returns the worse of this and another. */
  public Verdict worse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Returns the name in JSON and reports. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
