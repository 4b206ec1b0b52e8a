package dev.halyard.harness.doctor;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.ToolCheck;
import dev.halyard.probes.subprocess.Subprocess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Which Rust serves a target, as {@code ci/choose-rust} chooses it for builds. */
final class RustCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String REMEDY_FOLLOWS = "; remedy: ";
  private static final String HOST_REMEDY = "install Rust with ci/bootstrap, or update your own";
  private static final String SCRIPT =
      "source \"$1\" && choose_toolchain \"$2\" && echo \"$(\"$RUSTC\" --version), $CARGO\"";

  private RustCheck() {}

  static ToolCheck run(Path root, String target) {
    String name = "Rust for " + target;
    String script = root.resolve("ci/choose-rust").toString();
    try {
      List<String> command = List.of("bash", "-euc", SCRIPT, "doctor", script, target);
      Evidence evidence = Subprocess.run(command, root, TIMEOUT);
      List<String> lines = evidence.lastLines();
      String last = lines.isEmpty() ? "it prints nothing" : lines.get(lines.size() - 1);
      return evidence.exitCode().orElse(-1) == 0
          ? new ToolCheck(name, true, last, "")
          : missing(name, last);
    } catch (ProbeException e) {
      return new ToolCheck(name, false, e.problem(), e.remedy());
    }
  }

  private static ToolCheck missing(String name, String line) {
    int split = line.indexOf(REMEDY_FOLLOWS);
    if (split >= 0 && name.endsWith(" host")) {
      return new ToolCheck(name, false, line.substring(0, split), HOST_REMEDY);
    }
    return split < 0
        ? new ToolCheck(name, false, line, "install it with ci/bootstrap")
        : new ToolCheck(
            name, false, line.substring(0, split), line.substring(split + REMEDY_FOLLOWS.length()));
  }
}
