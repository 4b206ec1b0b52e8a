package dev.halyard.probes.count;

import dev.halyard.probes.InferenceCount;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.SerialLink;
import dev.halyard.probes.subprocess.Subprocess;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running emulator, which may count, in a folder of its own. */
public final class EmulatorSession implements ProbeSession {
  private static final Logger LOG = LoggerFactory.getLogger(EmulatorSession.class);

  /** What problems call it. */
  public static final String ROLE = "the emulator";

  private final Subprocess emulator;
  private final SerialLink serial;
  private final Optional<InferenceCounter> counter;
  private final SessionFolder folder;
  private @Nullable List<InferenceCount> finalCounts;

  /**
   * Takes over an emulator: closing the session ends it and deletes the folder.
   *
   * @param serial the firmware's serial line
   * @param counter of its inferences; empty if they are not counted
   */
  public EmulatorSession(
      Subprocess emulator,
      SerialLink serial,
      Optional<InferenceCounter> counter,
      SessionFolder folder) {
    this.emulator = emulator;
    this.serial = serial;
    this.counter = counter;
    this.folder = folder;
  }

  @Override
  public SerialLink serial() {
    return serial;
  }

  @Override
  public boolean counts() {
    return counter.isPresent();
  }

  @Override
  public List<InferenceCount> inferenceCounts() {
    if (finalCounts != null) {
      return finalCounts;
    }
    return counter.map(InferenceCounter::counts).orElse(List.of());
  }

  @Override
  public Optional<ProbeException> failure() {
    return emulator.isAlive() ? Optional.empty() : Optional.of(emulator.failure(ROLE, ROLE));
  }

  @Override
  public void close() {
    if (finalCounts != null) {
      return;
    }
    emulator.close();
    serial.close();
    try {
      finalCounts = inferenceCounts();
    } catch (RuntimeException e) {
      LOG.warn("the counts are lost", e);
      finalCounts = List.of();
    }
    folder.delete();
  }
}
