package dev.halyard.probes;

import java.util.List;
import java.util.Optional;

/**
 * A board that runs a firmware and is held by this program. Closing lets go of it and ends whatever
 * was started for it; it never fails and may be done twice.
 */
public interface ProbeSession extends AutoCloseable {

  /** Returns the open serial port. */
  SerialLink serial();

  /** Returns whether inferences are counted: they were asked for, and this board can. */
  boolean counts();

  /**
   * Returns what every inference that is over took, in order; empty if this session does not count.
   * Still answers after {@link #close}.
   */
  List<InferenceCount> inferenceCounts();

  /** Returns what is known of a board that has failed, empty while it seems well. */
  Optional<ProbeException> failure();

  @Override
  void close();
}
