package dev.halyard.harness.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is worse than its baseline.
 *
 * @param figure its name
 * @param before the baseline's value
 * @param now the measured value; null if it was not measured
 * @param causes what grew within it
 */
public record Regression(String figure, long before, @Nullable Long now, List<Regression> causes) {

  /** Copies the list. */
  public Regression {
    causes = List.copyOf(causes);
  }

  /** Returns this regression, explained. */
  Regression because(List<Regression> explanation) {
    return new Regression(figure, before, now, explanation);
  }

  @Override
  public String toString() {
    if (now == null) {
      return "%s was %d and is not measured any more".formatted(figure, before);
    }
    String own =
        String.format(
            Locale.ROOT,
            "%s grew from %d to %d (%+.2f %%)",
            figure,
            before,
            now,
            100.0 * (now - before) / before);
    return causes.isEmpty()
        ? own
        : own
            + causes.stream().map(Regression::toString).collect(Collectors.joining("; ", ": ", ""));
  }
}
