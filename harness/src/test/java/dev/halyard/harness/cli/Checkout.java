package dev.halyard.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of what a run needs of this checkout, to be damaged; Cargo's own folder is shared, so that
 * builds are warm.
 *
 * @param root of the copy
 */
record Checkout(Path root) {
  private static final Path ORIGINAL = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> COPIED =
      List.of(
          "ci",
          "targets/boards",
          "targets/images",
          "targets/plugin",
          "engine/tensor",
          "engine/kernels",
          "engine/runtime",
          "engine/agent",
          "golden-outputs/sine");

  static Checkout copyTo(Path root) throws IOException {
    for (String folder : COPIED) {
      copy(ORIGINAL.resolve(folder), root.resolve(folder));
    }
    Files.copy(ORIGINAL.resolve("engine/Cargo.toml"), root.resolve("engine/Cargo.toml"));
    Files.createDirectories(root.resolve(".halyard"));
    Files.createSymbolicLink(
        root.resolve(".halyard/target"),
        Files.createDirectories(ORIGINAL.resolve(".halyard/target")));
    return new Checkout(root);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file :
          walk.filter(Files::isRegularFile)
              .filter(f -> !f.toString().contains("/target/"))
              .toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Adds a board that is the host, but for its probe. */
  void addHostWithProbe(String name, String probe) throws IOException {
    addHost(name, probe, "host");
  }

  /** Adds a board that is the host, but for its probe and state. */
  void addHost(String name, String probe, String state) throws IOException {
    Path host = root.resolve("targets/boards/host");
    Path board = root.resolve("targets/boards").resolve(name);
    copy(host, board);
    Path file = board.resolve("board.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("name: host", "name: " + name)
            .replace("state: host", "state: " + state)
            .replaceFirst("probe: .*", "probe: " + probe));
  }

  /** Returns the folders of the finished builds for a board. */
  List<Path> builds(String board) throws IOException {
    try (Stream<Path> list = Files.list(root.resolve(".halyard/build").resolve(board))) {
      return list.filter(f -> Files.isRegularFile(f.resolve("firmware.elf"))).sorted().toList();
    }
  }

  /** Returns the link to the folder that Cargo keeps between builds. */
  Path cargoFolder() {
    return root.resolve(".halyard/target");
  }
}
