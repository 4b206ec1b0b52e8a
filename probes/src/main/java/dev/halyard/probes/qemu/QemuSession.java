package dev.halyard.probes.qemu;

import dev.halyard.probes.InferenceCount;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.SerialLink;
import dev.halyard.probes.count.InferenceCounter;
import dev.halyard.probes.count.SessionFolder;
import dev.halyard.probes.serial.PortLink;
import dev.halyard.probes.subprocess.Subprocess;
import dev.halyard.targets.SerialPort;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running emulator. */
final class QemuSession implements ProbeSession {
  private static final Logger LOG = LoggerFactory.getLogger(QemuSession.class);
  private static final String ROLE = "the emulator";

  private final Subprocess emulator;
  private final SerialLink serial;
  private final Optional<InferenceCounter> counter;
  private final SessionFolder folder;
  private @Nullable List<InferenceCount> finalCounts;

  QemuSession(
      Subprocess emulator,
      String terminal,
      SerialPort port,
      Optional<InferenceCounter> counter,
      SessionFolder folder) {
    this.emulator = emulator;
    this.counter = counter;
    this.folder = folder;
    this.serial =
        PortLink.open(terminal, port.baudRate(), problem -> emulator.failure(ROLE, problem));
  }

  @Override
  public SerialLink serial() {
    return serial;
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
      LOG.warn("the instruction counts are lost", e);
      finalCounts = List.of();
    }
    folder.delete();
  }
}
