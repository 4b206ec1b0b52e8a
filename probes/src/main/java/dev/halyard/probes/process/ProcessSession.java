package dev.halyard.probes.process;

import dev.halyard.probes.InferenceCount;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.SerialLink;
import dev.halyard.probes.serial.StreamLink;
import dev.halyard.probes.subprocess.Subprocess;
import java.util.List;
import java.util.Optional;

/** A running program. */
final class ProcessSession implements ProbeSession {
  private static final String ROLE = "the program";

  private final Subprocess program;
  private final SerialLink serial;

  ProcessSession(Subprocess program) {
    this.program = program;
    this.serial =
        new StreamLink(
            "process " + program.pid(),
            program.output(),
            program.input(),
            problem -> program.failure(ROLE, problem));
  }

  @Override
  public SerialLink serial() {
    return serial;
  }

  @Override
  public boolean counts() {
    return false;
  }

  @Override
  public List<InferenceCount> inferenceCounts() {
    return List.of();
  }

  @Override
  public Optional<ProbeException> failure() {
    return program.isAlive() ? Optional.empty() : Optional.of(program.failure(ROLE, ROLE));
  }

  @Override
  public void close() {
    program.close();
    serial.close();
  }
}
