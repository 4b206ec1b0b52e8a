package dev.halyard.harness.run;

/** Told what a run is doing, for people who wait. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress SILENT = step -> {};

  /**
   * A step begins.
   *
   * @param step for example {@code building firmware for cortex-m7-emulated}
   */
  void step(String step);
}
