package dev.halyard.harness.run;

import dev.halyard.probes.ProbeException;

/** A board that counts has counted every inference. */
final class CountCheck {
  private CountCheck() {}

  /**
   * Compares the inferences that were counted with those that were made.
   *
   * @throws ProbeException if there are more or fewer
   */
  static void require(int counted, int made) {
    if (counted == made) {
      return;
    }
    throw new ProbeException(
        "the board counted %s, expected the counts of %d inference%s"
            .formatted(counted == 0 ? "nothing" : counted, made, made == 1 ? "" : "s"),
        ProbeException.Evidence.NONE,
        "run ci/bootstrap again, and correct what counts (probe.settings in its board.yaml)");
  }
}
