package dev.halyard.probes.serial;

import dev.halyard.probes.ProbeException;

/** What the owner of a link knows about the other side. */
public interface Line {

  /**
   * Returns the error to throw when a link finds the line broken or stuck.
   *
   * @param problem what the link found, as a sentence without a full stop
   */
  ProbeException broken(String problem);
}
