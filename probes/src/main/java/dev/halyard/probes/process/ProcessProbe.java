package dev.halyard.probes.process;

import dev.halyard.probes.Probe;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.subprocess.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Runs a firmware that is a program of this machine. */
public final class ProcessProbe implements Probe {
  /** Creates the driver. */
  public ProcessProbe() {}

  @Override
  public String driver() {
    return "process";
  }

  @Override
  public ProbeSession open(ProbeRequest request) {
    for (String name : request.board().probe().settings().keySet()) {
      if (!name.equals("arguments")) {
        throw new ProbeException(
            "board '%s': its process probe has unknown setting '%s'"
                .formatted(request.board().name(), name),
            ProbeException.Evidence.NONE,
            "accepted: arguments (probe.settings in its board.yaml)");
      }
    }
    if (!Files.isExecutable(request.elf())) {
      throw new ProbeException(
          "cannot run the firmware '" + request.elf() + "'",
          ProbeException.Evidence.NONE,
          "build it first");
    }
    List<String> command = new ArrayList<>();
    command.add(request.elf().toAbsolutePath().toString());
    command.addAll(request.board().probe().values("arguments"));
    try {
      Files.createDirectories(request.workDir());
    } catch (IOException e) {
      throw ProbeException.ofFile("cannot make the folder " + request.workDir(), e);
    }
    return new ProcessSession(Subprocess.start(command, request.workDir()));
  }
}
