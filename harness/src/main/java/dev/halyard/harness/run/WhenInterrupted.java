package dev.halyard.harness.run;

/**
 * Does something if this program is told to end before its work has; never after, nor beside it.
 */
final class WhenInterrupted implements AutoCloseable {
  private final Runnable action;
  private final Thread hook = new Thread(this::interrupted, "interrupted");
  private boolean over;

  /**
   * Waits for the end of this program.
   *
   * @param action runs while the program ends: nothing may be loaded then that wants a shutdown
   *     hook of its own
   */
  WhenInterrupted(Runnable action) {
    this.action = action;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private synchronized void interrupted() {
    if (!over) {
      over = true;
      action.run();
    }
  }

  /** Does the last step of the work, unless this program ends already. Returns whether it did. */
  synchronized boolean finish(Runnable lastStep) {
    if (over || isEnding()) {
      return false;
    }
    lastStep.run();
    over = true;
    return true;
  }

  private static boolean isEnding() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      return !Runtime.getRuntime().removeShutdownHook(probe);
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program ends, and the hook runs.
    }
  }
}
