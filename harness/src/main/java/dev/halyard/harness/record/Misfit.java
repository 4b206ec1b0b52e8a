package dev.halyard.harness.record;

import dev.halyard.harness.metrics.FittingBoard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By how much a model does not fit a board, and which boards it does fit.
 *
 * @param ramExcess bytes of RAM that are too many; null if there is enough
 * @param flashExcess bytes of flash that are too many; null if there is enough, as far as is known
 * @param fits the boards that have enough of both
 */
public record Misfit(
    @Nullable Long ramExcess, @Nullable Long flashExcess, List<FittingBoard> fits) {

  /** Copies the list. */
  public Misfit {
    fits = List.copyOf(fits);
  }
}
