package dev.halyard.probes.qemu;

import dev.halyard.probes.CountUnit;
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
import dev.halyard.probes.serial.PortLink;
import dev.halyard.probes.subprocess.ProgramCheck;
import dev.halyard.probes.subprocess.Subprocess;
import dev.halyard.targets.Board;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs a firmware in QEMU. */
public final class QemuProbe implements Probe {
  private static final Pattern TERMINAL =
      Pattern.compile("char device redirected to (\\S+) \\(label serial0\\)");
  private static final Duration START_TIMEOUT = Duration.ofSeconds(15);

  private static final String REMEDY = "install it with ci/bootstrap";

  private final Duration startTimeout;

  /** Creates the driver. */
  public QemuProbe() {
    this(START_TIMEOUT);
  }

  QemuProbe(Duration startTimeout) {
    this.startTimeout = startTimeout;
  }

  @Override
  public String driver() {
    return "qemu";
  }

  @Override
  public ProbeSession open(ProbeRequest request) {
    if (!Files.isReadable(request.elf())) {
      throw new ProbeException(
          "cannot read the firmware '" + request.elf() + "'", Evidence.NONE, "build it first");
    }
    SessionFolder folder = SessionFolder.create(request.workDir());
    try {
      return start(request, folder);
    } catch (RuntimeException e) {
      folder.delete();
      throw e;
    }
  }

  @Override
  public List<ToolCheck> check(Board board) {
    ToolCheck emulator =
        ProgramCheck.version(
            board.probe().value("executable").orElse("qemu"), List.of("--version"), REMEDY);
    return List.of(emulator, CountPlugin.check(board));
  }

  private ProbeSession start(ProbeRequest request, SessionFolder folder) {
    Optional<Path> library = request.count().map(count -> CountPlugin.find(request.board()));
    Optional<InferenceCounter> counter =
        request
            .count()
            .map(
                count ->
                    InferenceCounter.prepare(
                        count, request.elf(), CountUnit.INSTRUCTIONS, folder.path()));
    Optional<String> plugin =
        counter.map(c -> QemuCommand.plugin(library.orElseThrow(), c.symbols(), c.output()));
    Subprocess.Ready ready =
        Subprocess.startAndAwait(
            QemuCommand.of(request, plugin), folder.path(), TERMINAL, startTimeout);
    Subprocess emulator = ready.subprocess();
    try {
      SerialLink serial =
          PortLink.open(
              ready.line().group(1),
              request.board().serial().baudRate(),
              problem -> emulator.failure(EmulatorSession.ROLE, problem));
      return new EmulatorSession(emulator, serial, counter, folder);
    } catch (RuntimeException e) {
      emulator.close();
      throw e;
    }
  }
}
