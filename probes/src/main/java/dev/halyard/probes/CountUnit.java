package dev.halyard.probes;

/** What is counted of an inference. A board counts one of them, so they are never compared. */
public enum CountUnit {
  /** Instructions retired. */
  INSTRUCTIONS("instructions"),
  /** Cycles of the core's clock, as its data sheet has them. */
  CYCLES("cycles");

  private final String text;

  CountUnit(String text) {
    this.text = text;
  }

  /** Returns the word for it in files and reports. */
  public String text() {
    return text;
  }
}
