package dev.halyard.harness.metrics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.halyard.probes.CountUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What inferences take, exact and the same on every run for the same input: instructions or cycles,
 * whichever the board counts.
 *
 * @param unit what is counted; null where the board cannot count
 * @param count of the first inference; null where the board cannot count
 * @param countMax most of any inference; null where the board cannot count
 * @param macs multiply-accumulates of convolutions, depthwise convolutions and fully connected
 *     operators
 * @param operators one per node in execution order
 */
public record Speed(
    @JsonIgnore @Nullable CountUnit unit,
    @JsonIgnore @Nullable Long count,
    @JsonIgnore @Nullable Long countMax,
    @Nullable Long macs,
    List<OperatorProfile> operators) {
  /** Nothing measured. */
  public static final Speed NONE = new Speed(null, null, null, null, List.of());

  /** Copies the list. */
  public Speed {
    operators = List.copyOf(operators);
  }

  /** Returns the count per multiply-accumulate; null if not measured or there are none. */
  @JsonIgnore
  public @Nullable Double perMac() {
    return count == null || macs == null || macs == 0
        ? null
        : Math.round(1000.0 * count / macs) / 1000.0;
  }

  /** Returns the instructions of the first inference; null if they were not counted. */
  @JsonProperty
  public @Nullable Long instructions() {
    return unit == CountUnit.INSTRUCTIONS ? count : null;
  }

  /** Returns the most instructions of any inference; null if they were not counted. */
  @JsonProperty
  public @Nullable Long instructionsMax() {
    return unit == CountUnit.INSTRUCTIONS ? countMax : null;
  }

  /** Returns instructions per multiply-accumulate; null if not counted or there are none. */
  @JsonProperty
  public @Nullable Double instructionsPerMac() {
    return unit == CountUnit.INSTRUCTIONS ? perMac() : null;
  }

  /** Returns the cycles of the first inference; null if they were not counted. */
  @JsonProperty
  public @Nullable Long cycles() {
    return unit == CountUnit.CYCLES ? count : null;
  }

  /** Returns the most cycles of any inference; null if they were not counted. */
  @JsonProperty
  public @Nullable Long cyclesMax() {
    return unit == CountUnit.CYCLES ? countMax : null;
  }

  /** Returns cycles per multiply-accumulate; null if not counted or there are none. */
  @JsonProperty
  public @Nullable Double cyclesPerMac() {
    return unit == CountUnit.CYCLES ? perMac() : null;
  }
}
