package dev.halyard.harness.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.Speed;

/**
 * One run of one model on one board: what {@code --json} prints and the history keeps.
 *
 * @param subject what was run where
 * @param judgement the verdict and its reasons
 * @param speed instructions
 * @param footprint bytes
 */
@JsonPropertyOrder({
  "schemaVersion",
  "subject",
  "verdict",
  "judge",
  "cases",
  "speed",
  "footprint",
  "operators",
  "mismatch",
  "misfit",
  "cause"
})
public record RunRecord(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped Judgement judgement,
    @JsonUnwrapped Speed speed,
    @JsonUnwrapped Footprint footprint) {
  /** Grows when a key changes its meaning or goes. */
  public static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns {@link #SCHEMA_VERSION}. */
  @JsonProperty
  public int schemaVersion() {
    return SCHEMA_VERSION;
  }

  /** Returns the record as one line of JSON; keys are documented in {@code docs/run-record.md}. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run record is always writable", e);
    }
  }
}
