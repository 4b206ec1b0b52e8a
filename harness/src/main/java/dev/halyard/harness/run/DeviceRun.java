package dev.halyard.harness.run;

import dev.halyard.engine.ir.Tensor;
import dev.halyard.harness.firmware.Firmware;
import dev.halyard.harness.firmware.FirmwareBuilder;
import dev.halyard.harness.golden.Sequence;
import dev.halyard.harness.session.AgentSession;
import dev.halyard.harness.session.RemoteTensor;
import dev.halyard.harness.session.SessionException;
import dev.halyard.harness.session.StackUse;
import dev.halyard.harness.session.Transcript;
import dev.halyard.probes.InferenceCount;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.Probes;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A firmware running on a device, whose identity was checked, with one model chosen. */
final class DeviceRun implements AutoCloseable {
  private final ProbeSession probe;
  private final Transcript transcript;
  private final AgentSession agent;
  private final Firmware firmware;
  private boolean broken;

  private DeviceRun(
      ProbeSession probe,
      Transcript transcript,
      Firmware firmware,
      AgentSession.Timeouts timeouts) {
    this.probe = probe;
    this.transcript = transcript;
    this.firmware = firmware;
    this.agent = new AgentSession(probe.serial(), transcript, timeouts);
  }

  /**
   * Starts a firmware and checks that it is the one that was built.
   *
   * @throws ProbeException if the board cannot be reached
   * @throws SessionException if it does not answer, or another firmware does
   * @throws IOException if the transcript cannot be written
   */
  static DeviceRun open(
      Probes probes,
      Board board,
      Firmware firmware,
      RunFolder folder,
      AgentSession.Timeouts timeouts)
      throws IOException {
    Transcript transcript = Transcript.create(folder.transcript());
    ProbeSession probe;
    try {
      probe =
          probes.open(new ProbeRequest(board, firmware.elf(), folder.path(), firmware.counted()));
    } catch (RuntimeException e) {
      transcript.close();
      throw e;
    }
    DeviceRun run = new DeviceRun(probe, transcript, firmware, timeouts);
    try {
      run.checkIdentity();
      return run;
    } catch (RuntimeException e) {
      RuntimeException explained = run.explain(e);
      run.close();
      throw explained;
    } catch (IOException e) {
      run.close();
      throw e;
    }
  }

  private void checkIdentity() throws IOException {
    String buildId = agent.greet();
    if (!buildId.equals(firmware.buildId())) {
      FirmwareBuilder.forget(firmware);
      throw new SessionException(
          "the firmware on the board is another one: its build id is '%s', built was '%s'; run again, it will be built and flashed anew"
              .formatted(buildId, firmware.buildId()));
    }
    List<String> built = firmware.models().stream().map(m -> m.crate().sha256()).toList();
    List<String> answered = agent.models();
    if (!answered.equals(built)) {
      throw new SessionException(
          "the firmware on the board holds the models %s by their SHA-256; built were %s"
              .formatted(answered, built));
    }
    agent.paintStack();
  }

  /** Chooses a model and checks that its tensors are those of the graph. */
  void select(int model) {
    agent.select(model);
    check("input", agent.inputs(), firmware.models().get(model).graph().inputTensors());
    check("output", agent.outputs(), firmware.models().get(model).graph().outputTensors());
  }

  private static void check(String role, List<RemoteTensor> remote, List<Tensor> local) {
    List<RemoteTensor> expected =
        local.stream()
            .map(t -> new RemoteTensor(t.type(), t.shape().dimensions(), t.byteCount()))
            .toList();
    if (!remote.equals(expected)) {
      throw new SessionException(
          "the device declares the " + role + "s " + remote + "; the model has " + expected);
    }
  }

  /** Runs a sequence from a reset model and returns its outputs. */
  Sequence infer(Sequence inputs, List<Tensor> outputs) {
    agent.reset();
    List<List<byte[]>> made = new ArrayList<>();
    for (List<byte[]> tensors : inputs.inferences()) {
      made.add(infer(tensors, outputs));
    }
    return new Sequence(made);
  }

  private List<byte[]> infer(List<byte[]> inputs, List<Tensor> outputs) {
    write(inputs);
    agent.run();
    List<byte[]> made = new ArrayList<>();
    for (int k = 0; k < outputs.size(); k++) {
      made.add(agent.read(k, outputs.get(k).byteCount()));
    }
    return made;
  }

  private void write(List<byte[]> inputs) {
    for (int k = 0; k < inputs.size(); k++) {
      agent.write(k, inputs.get(k));
    }
  }

  /** Infers once more and returns what node {@code index} made. */
  byte[] dump(List<byte[]> inputs, int index) {
    write(inputs);
    return agent.dump(index);
  }

  /** Returns the stack's high-water mark since the firmware was greeted. */
  StackUse stack() {
    return agent.stack();
  }

  /** Returns whether inferences are counted. */
  boolean isCounted() {
    return probe.counts();
  }

  /** Returns the instructions of every inference so far. */
  List<InferenceCount> counts() {
    return probe.inferenceCounts();
  }

  /**
   * Returns the probe's own account of a broken board where there is one, else the failure itself.
   * A board that failed is not asked to end.
   */
  RuntimeException explain(RuntimeException failure) {
    broken = true;
    return probe.failure().<RuntimeException>map(cause -> cause).orElse(failure);
  }

  /** Ends the firmware where it can be ended, and lets go of the board. */
  @Override
  public void close() {
    try (transcript;
        probe) {
      if (!broken && probe.failure().isEmpty()) {
        end();
      }
    }
  }

  /** The results are read by now: a firmware that does not end by itself is ended by the probe. */
  private void end() {
    try {
      agent.exit();
    } catch (SessionException | ProbeException e) {
      transcript.note("the firmware did not end by itself: " + e.getMessage());
    }
  }
}
