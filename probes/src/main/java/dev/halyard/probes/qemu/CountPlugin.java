package dev.halyard.probes.qemu;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.targets.Board;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the emulator's counting plugin, which bootstrap builds for the QEMU that is installed. */
public final class CountPlugin {
  /** Names another plugin than the one that bootstrap has built. */
  public static final String PROPERTY = "halyard.qemu.plugin";

  private CountPlugin() {}

  /** Returns where the plugin is or should be, for the boards of one folder. */
  public static Path path(Path boardsDir) {
    String property = System.getProperty(PROPERTY);
    return property != null
        ? Path.of(property)
        : boardsDir.resolveSibling("plugin").resolve("build").resolve("count.so");
  }

  static Path find(Board board) {
    Path plugin = path(board.folder().toAbsolutePath().normalize().getParent());
    if (!Files.isRegularFile(plugin)) {
      throw new ProbeException(
          "the counting plugin '" + plugin + "' is missing",
          Evidence.NONE,
          "build it with ci/bootstrap");
    }
    return plugin;
  }
}
