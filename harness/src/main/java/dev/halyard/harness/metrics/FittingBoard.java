package dev.halyard.harness.metrics;

/**
 * A board that a model fits, as far as that is known before a firmware is linked.
 *
 * @param board its name
 * @param arenaBytes as planned for it
 * @param arenaBudget that it has
 * @param flashBytes weights, and about as much code as such a firmware has; where these lie in
 *     different regions, what the fuller region gets
 * @param flashBudget that it has for them
 */
public record FittingBoard(
    String board, long arenaBytes, long arenaBudget, long flashBytes, long flashBudget) {}
