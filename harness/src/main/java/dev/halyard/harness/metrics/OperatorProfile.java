package dev.halyard.harness.metrics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.halyard.probes.CountUnit;
import org.jspecify.annotations.Nullable;

/**
 * One node's share of an inference.
 *
 * @param name of the node
 * @param operator builtin name, for example {@code CONV_2D}
 * @param unit what is counted; null where the board cannot count
 * @param count in the first inference; null where the board cannot count
 * @param macs multiply-accumulates of the operator's definition
 */
@JsonPropertyOrder({"name", "operator", "instructions", "cycles", "macs"})
public record OperatorProfile(
    String name,
    String operator,
    @JsonIgnore @Nullable CountUnit unit,
    @JsonIgnore @Nullable Long count,
    long macs) {

  /** Returns its instructions; null if they were not counted. */
  @JsonProperty
  public @Nullable Long instructions() {
    return unit == CountUnit.INSTRUCTIONS ? count : null;
  }

  /** Returns its cycles; null if they were not counted. */
  @JsonProperty
  public @Nullable Long cycles() {
    return unit == CountUnit.CYCLES ? count : null;
  }
}
