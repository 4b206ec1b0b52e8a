package dev.halyard.probes.qemu;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.ToolCheck;
import dev.halyard.probes.subprocess.Subprocess;
import dev.halyard.targets.Board;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the emulator's counting plugin. It depends on the QEMU that is installed, so its build
 * script is asked, which builds it where it is missing and prints where it is.
 */
final class CountPlugin {
  private static final String NAME = "counting plugin";
  private static final Duration BUILD_TIMEOUT = Duration.ofSeconds(60);
  private static final Map<Path, Path> FOUND = new ConcurrentHashMap<>();

  private CountPlugin() {}

  /**
   * Returns the plugin for the boards that a board lies among.
   *
   * @throws ProbeException if it is missing and cannot be built
   */
  static Path find(Board board) {
    Path boardsDir = board.folder().toAbsolutePath().normalize().getParent();
    return FOUND.computeIfAbsent(boardsDir.resolveSibling("plugin"), CountPlugin::build);
  }

  static ToolCheck check(Board board) {
    try {
      return new ToolCheck(NAME, true, find(board).toString(), "");
    } catch (ProbeException e) {
      String reason = e.lastLines().stream().reduce((first, last) -> last).orElse(e.problem());
      return new ToolCheck(NAME, false, reason, e.remedy());
    }
  }

  private static Path build(Path folder) {
    Path script = folder.resolve("build");
    if (!Files.isExecutable(script)) {
      throw new ProbeException(
          "the counting plugin's build script '" + script + "' is missing",
          Evidence.NONE,
          "keep it beside the folder of the boards");
    }
    Evidence evidence = Subprocess.run(List.of(script.toString()), folder, BUILD_TIMEOUT);
    List<String> lines = evidence.lastLines();
    if (evidence.exitCode().orElse(-1) != 0 || lines.isEmpty()) {
      throw new ProbeException(
          "the counting plugin cannot be built", evidence, "install what is missing: ci/bootstrap");
    }
    return Path.of(lines.get(lines.size() - 1));
  }
}
