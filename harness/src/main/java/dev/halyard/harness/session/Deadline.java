package dev.halyard.harness.session;

import java.time.Duration;

/** A point in time by which something must have happened. */
record Deadline(Duration total, long endNanos) {

  static Deadline in(Duration total) {
    return new Deadline(total, System.nanoTime() + total.toNanos());
  }

  /** Returns the time left, zero when it is over. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }
}
