package dev.halyard.probes.emulator;

import dev.halyard.probes.Probe;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.SerialLink;
import dev.halyard.probes.ToolCheck;
import dev.halyard.probes.count.EmulatorSession;
import dev.halyard.probes.count.InferenceCounter;
import dev.halyard.probes.count.SessionFolder;
import dev.halyard.probes.serial.StreamLink;
import dev.halyard.probes.subprocess.ProgramCheck;
import dev.halyard.probes.subprocess.Subprocess;
import dev.halyard.targets.Board;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Runs a firmware in a program that emulates the board. */
public final class EmulatorProbe implements Probe {
  private static final String REMEDY = "install it with ci/bootstrap";

  /** Creates the driver. */
  public EmulatorProbe() {}

  @Override
  public String driver() {
    return "emulator";
  }

  @Override
  public ProbeSession open(ProbeRequest request) {
    EmulatorCommand command = new EmulatorCommand(request.board());
    if (!Files.isReadable(request.elf())) {
      throw new ProbeException(
          "cannot read the firmware '" + request.elf() + "'", Evidence.NONE, "build it first");
    }
    SessionFolder folder = SessionFolder.create(request.workDir());
    try {
      Optional<InferenceCounter> counter =
          request
              .count()
              .filter(count -> command.counts())
              .map(
                  count ->
                      InferenceCounter.prepare(
                          count, request.elf(), command.unit(), folder.path()));
      Subprocess emulator = Subprocess.start(command.line(request, counter), folder.path());
      SerialLink serial =
          new StreamLink(
              "emulator '" + command.program() + "'",
              emulator.output(),
              emulator.input(),
              problem -> emulator.failure(EmulatorSession.ROLE, problem));
      return new EmulatorSession(emulator, serial, counter, folder);
    } catch (RuntimeException e) {
      folder.delete();
      throw e;
    }
  }

  @Override
  public List<ToolCheck> check(Board board) {
    try {
      String program = new EmulatorCommand(board).program();
      return List.of(ProgramCheck.version(program, List.of("--version"), REMEDY));
    } catch (ProbeException e) {
      return List.of(new ToolCheck("emulator of " + board.name(), false, e.problem(), e.remedy()));
    }
  }
}
