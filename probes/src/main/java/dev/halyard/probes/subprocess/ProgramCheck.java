package dev.halyard.probes.subprocess;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.ToolCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks programs by asking them for their version. */
public final class ProgramCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private ProgramCheck() {}

  /**
   * Runs a program with arguments that make it print its version.
   *
   * @param program a name or path
   * @param arguments for example {@code --version}
   * @param remedy what to do if it cannot be used
   */
  public static ToolCheck version(String program, List<String> arguments, String remedy) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    try {
      Evidence evidence = Subprocess.run(command, Path.of("").toAbsolutePath(), TIMEOUT);
      String firstLine = evidence.lastLines().stream().findFirst().orElse("it prints nothing");
      int exitCode = evidence.exitCode().orElse(0);
      return new ToolCheck(
          program,
          exitCode == 0,
          exitCode == 0 ? firstLine : "exit status " + exitCode + ": " + firstLine,
          remedy);
    } catch (ProbeException e) {
      return new ToolCheck(program, false, e.problem(), remedy);
    }
  }
}
