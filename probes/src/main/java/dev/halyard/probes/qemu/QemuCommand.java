package dev.halyard.probes.qemu;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.targets.Board;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The emulator's command line. */
final class QemuCommand {
  private static final List<String> SETTINGS =
      List.of("executable", "machine", "arguments", "load");

  private QemuCommand() {}

  /**
   * Returns the command line for a firmware on a board.
   *
   * @param plugin the plugin and its options, empty to count nothing
   * @throws ProbeException if the board's settings are not those of this driver
   */
  static List<String> of(ProbeRequest request, Optional<String> plugin) {
    Board board = request.board();
    for (String name : board.probe().settings().keySet()) {
      if (!SETTINGS.contains(name)) {
        throw wrong(
            board, "unknown setting '" + name + "'", "accepted: " + String.join(", ", SETTINGS));
      }
    }
    List<String> command = new ArrayList<>();
    command.add(setting(board, "executable"));
    command.addAll(List.of("-M", setting(board, "machine")));
    command.addAll(List.of("-display", "none", "-monitor", "none", "-serial", "pty"));
    command.addAll(board.probe().values("arguments"));
    plugin.ifPresent(options -> command.addAll(List.of("-plugin", options)));
    command.add("-" + board.probe().value("load").orElse("kernel"));
    command.add(request.elf().toAbsolutePath().toString());
    return command;
  }

  /** Returns the counting plugin with its options, as the emulator takes them. */
  static String plugin(Path plugin, Path symbols, Path output) {
    return "%s,symbols=%s,out=%s".formatted(escaped(plugin), escaped(symbols), escaped(output));
  }

  /** Returns a path as a value within an option, where a comma separates. */
  static String escaped(Path path) {
    return path.toAbsolutePath().toString().replace(",", ",,");
  }

  private static String setting(Board board, String name) {
    return board
        .probe()
        .value(name)
        .orElseThrow(() -> wrong(board, "no setting '" + name + "'", "add it"));
  }

  private static ProbeException wrong(Board board, String problem, String remedy) {
    return new ProbeException(
        "board '%s': its qemu probe has %s".formatted(board.name(), problem),
        Evidence.NONE,
        remedy + " (probe.settings in its board.yaml)");
  }
}
