package dev.halyard.harness.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instructions retired by inferences, exact and the same on every run for the same input.
 *
 * @param instructions of the first inference; null where the board cannot count them
 * @param instructionsMax most of any inference; null where the board cannot count them
 * @param macs multiply-accumulates of convolutions, depthwise convolutions and fully connected
 *     operators
 * @param operators one per node in execution order
 */
public record Speed(
    @Nullable Long instructions,
    @Nullable Long instructionsMax,
    long macs,
    List<OperatorProfile> operators) {

  /** Copies the list. */
  public Speed {
    operators = List.copyOf(operators);
  }

  /**
   * Returns instructions of the first inference per multiply-accumulate; null if not measured or
   * there are none.
   */
  @JsonProperty
  public @Nullable Double instructionsPerMac() {
    return instructions == null || macs == 0
        ? null
        : Math.round(1000.0 * instructions / macs) / 1000.0;
  }
}
