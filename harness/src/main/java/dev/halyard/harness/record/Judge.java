package dev.halyard.harness.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What outputs were compared with. */
public enum Judge {
  /** Golden outputs, made by another, proven implementation. */
  GOLDEN,
  /** The reference interpreter. */
  INTERPRETER;

  /** Returns the name in JSON and reports. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
