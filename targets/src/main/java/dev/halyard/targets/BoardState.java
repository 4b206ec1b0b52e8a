package dev.halyard.targets;

/** How far a board is proven, which is also where it can run. */
public enum BoardState implements Named {
  /** The machine that Halyard runs on; no hardware. */
  HOST("host", "host: this computer, no hardware"),
  /** Runs in an emulator, on any machine. */
  EMULATED("emulated", "emulated"),
  /** Its firmware builds; nobody has run it yet. */
  BUILDS("builds", "builds; not yet run on hardware"),
  /** Runs on the real board, where one is attached. */
  HARDWARE("hardware", "seen on hardware");

  private final String text;
  private final String sentence;

  BoardState(String text, String sentence) {
    this.text = text;
    this.sentence = sentence;
  }

  @Override
  public String text() {
    return text;
  }

  /** Returns what people are told. */
  public String inWords() {
    return sentence;
  }

  /** Returns whether a board in this state runs on any machine, with nothing attached. */
  public boolean runsAnywhere() {
    return this == HOST || this == EMULATED;
  }
}
