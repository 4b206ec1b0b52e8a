package dev.halyard.harness.record;

import dev.halyard.harness.golden.Mismatch;
import org.jspecify.annotations.Nullable;

/**
 * How the run was judged.
 *
 * @param verdict the outcome
 * @param judge what outputs were compared with; null if none were made
 * @param cases number of inferences compared
 * @param mismatch the first difference; null if there is none
 * @param misfit by how much the model does not fit the board; null if it does, or was not compiled
 * @param cause why the verdict is not {@code pass}, one sentence with the remedy; null if it is
 */
public record Judgement(
    Verdict verdict,
    @Nullable Judge judge,
    int cases,
    @Nullable Mismatch mismatch,
    @Nullable Misfit misfit,
    @Nullable String cause) {

  /** Returns the judgement of a run that made no outputs. */
  public static Judgement without(Verdict verdict, @Nullable Misfit misfit, String cause) {
    return new Judgement(verdict, null, 0, null, misfit, cause);
  }
}
