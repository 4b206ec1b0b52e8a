package dev.halyard.harness.cli;

import dev.halyard.harness.run.Progress;
import java.io.PrintWriter;

/**
 * Shows the step under way: on a terminal one line that changes, with the seconds it takes; else a
 * line per step.
 */
final class TerminalProgress implements Progress, AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final long TICK_MILLIS = 200;

  private final PrintWriter err;
  private final boolean terminal = isTerminal();
  private final Thread ticker = new Thread(this::tick, "progress");
  private final Thread interrupted = new Thread(this::done, "clear-progress");
  private String current = "";
  private long since;

  TerminalProgress(PrintWriter err) {
    this.err = err;
    ticker.setDaemon(true);
    if (terminal) {
      Runtime.getRuntime().addShutdownHook(interrupted);
      ticker.start();
    }
  }

  /** Java 17 has a console only where standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null && System.getenv("CI") == null;
  }

  @Override
  public synchronized void step(String step) {
    current = step;
    since = System.nanoTime();
    if (terminal) {
      draw();
    } else {
      err.println("halyard: " + step);
      err.flush();
    }
  }

  /** Removes the line, so that results can be printed; also when interrupted. */
  synchronized void done() {
    if (terminal && !current.isEmpty()) {
      err.print(CLEAR_LINE);
      err.flush();
    }
    current = "";
  }

  private void draw() {
    long seconds = (System.nanoTime() - since) / 1_000_000_000;
    err.print(CLEAR_LINE + current + " …" + (seconds > 0 ? " " + seconds + " s" : ""));
    err.flush();
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        synchronized (this) {
          if (!current.isEmpty()) {
            draw();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done();
    ticker.interrupt();
    removeHook();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      // The virtual machine is shutting down and runs the hook itself.
    }
  }
}
