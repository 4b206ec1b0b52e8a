package dev.halyard.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.Sha256;
import dev.halyard.harness.record.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
          "targets/support",
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

  /** Adds a board that is the host, but for its probe driver and state. */
  void addHost(String name, String driver, String state) throws IOException {
    Path board = root.resolve("targets/boards").resolve(name);
    copy(root.resolve("targets/boards/host"), board);
    Path file = board.resolve("board.yaml");
    String text = Files.readString(file);
    for (Map.Entry<String, String> line :
        Map.of(
                "name: host",
                "name: " + name,
                "state: host",
                "state: " + state,
                "driver: process",
                "driver: " + driver)
            .entrySet()) {
      assertThat(text).contains(line.getKey());
      text = text.replace(line.getKey(), line.getValue());
    }
    Files.writeString(file, text);
  }

  /** Returns the newest record of the history of runs on a board, as JSON. */
  String newestRecord(String board) throws IOException {
    String sine = Sha256.of(Files.readAllBytes(ORIGINAL.resolve("suites/models/sine.tflite")));
    try (History history = History.open(root.resolve(".halyard/history.sqlite"))) {
      List<String> records = history.newest(sine, board, 1);
      assertThat(records).hasSize(1);
      return records.get(0);
    }
  }

  /** Returns the folders of the finished builds of a model for a board. */
  List<Path> builds(String board, String model) throws IOException {
    try (Stream<Path> list = Files.list(root.resolve(".halyard/build").resolve(board))) {
      return list.filter(f -> Files.isRegularFile(f.resolve("firmware.elf")))
          .filter(f -> Files.isDirectory(f.resolve("models").resolve(model)))
          .sorted()
          .toList();
    }
  }

  /** Returns the link to the folder that Cargo keeps between builds. */
  Path cargoFolder() {
    return root.resolve(".halyard/target");
  }
}
