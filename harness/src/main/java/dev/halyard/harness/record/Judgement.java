package dev.halyard.harness.record;

import org.jspecify.annotations.Nullable;

/**
 * How the run was judged.
 *
 * @param verdict the outcome
 * @param judge what outputs were compared with; null if none were made
 * @param cases number of inferences compared
 * @param mismatch the first difference; null if there is none
 * @param cause why the verdict is not {@code pass}, one sentence with the remedy; null if it is
 */
public record Judgement(
    Verdict verdict,
    @Nullable Judge judge,
    int cases,
    @Nullable MismatchRecord mismatch,
    @Nullable String cause) {}
