package dev.halyard.targets;

/** How far a board is proven, which is also where it can run. */
public enum BoardState implements Named {
  /** The machine that Halyard runs on; no hardware. */
  HOST("host"),
  /** Runs in an emulator, on any machine. */
  EMULATED("emulated"),
  /** Its firmware builds; nobody has run it yet. */
  BUILDS("builds"),
  /** Runs on the real board, where one is attached. */
  HARDWARE("hardware");

  private final String text;

  BoardState(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  /** Returns whether a board in this state runs on any machine, with nothing attached. */
  public boolean runsAnywhere() {
    return this == HOST || this == EMULATED;
  }
}
