package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A board that uses another's firmware package is built of files of both folders. */
class BuildIdTest {
  private static final Path SHIPPED = Path.of("../targets/boards/gd32vf103-emulated/board.yaml");
  private static final List<String> FOLDERS =
      List.of(
          "engine/tensor",
          "engine/kernels",
          "engine/runtime",
          "engine/agent",
          "ci",
          "bin",
          "targets/images",
          "targets/support");
  private static final List<String> FILES = List.of("firmware-package.toml", "build.rs", "main.rs");

  @TempDir private Path root;
  private Path own;
  private Path lent;

  @BeforeEach
  void layOut() throws IOException {
    for (String folder : FOLDERS) {
      Files.createDirectories(root.resolve(folder));
    }
    Path boards = root.resolve("targets/boards");
    own = Files.createDirectories(boards.resolve("gd32vf103-emulated"));
    lent = Files.createDirectories(boards.resolve("rv32imac-emulated/firmware"));
    for (String file : FILES) {
      Files.writeString(boards.resolve(file), "");
    }
    for (String script : List.of("build-firmware", "board-settings", "choose-rust")) {
      Files.writeString(root.resolve("ci").resolve(script), "");
    }
    linker("1.0");
    String board = Files.readString(SHIPPED).replace("twin: gd32vf103\n", "");
    Files.writeString(own.resolve("board.yaml"), board);
    Files.writeString(own.resolve("memory.x"), "small");
    Files.writeString(lent.resolve("Cargo.toml"), "one");
  }

  @Test
  void changesWithTheBoardsOwnMemoryAndWithTheFirmwareThatItUses() throws IOException {
    String first = buildId();
    assertThat(buildId()).isEqualTo(first);
    Files.writeString(own.resolve("memory.x"), "large");
    String second = buildId();
    Files.writeString(lent.resolve("Cargo.toml"), "two");
    assertThat(List.of(first, second, buildId())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"firmware-package.toml", "build.rs", "main.rs"})
  void changesWithWhatAllBoardsShare(String file) throws IOException {
    String first = buildId();
    Files.writeString(own.resolveSibling(file), "changed");
    assertThat(buildId()).isNotEqualTo(first);
  }

  @Test
  void doesNotChangeWithTheMemoryOfTheBoardThatLendsItsFirmware() throws IOException {
    String first = buildId();
    Files.writeString(lent.resolveSibling("memory.x"), "unlimited");
    assertThat(buildId()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"build-firmware", "board-settings"})
  void changesWithTheScriptsThatBuild(String script) throws IOException {
    String first = buildId();
    Files.writeString(root.resolve("ci").resolve(script), "changed");
    assertThat(buildId()).isNotEqualTo(first);
  }

  @Test
  void doesNotChangeWithScriptsThatDoNot() throws IOException {
    String first = buildId();
    Files.writeString(root.resolve("ci/record-figures"), "changed");
    assertThat(buildId()).isEqualTo(first);
  }

  @Test
  void changesWithTheLinker() throws IOException {
    String first = buildId();
    linker("2.0");
    assertThat(buildId()).isNotEqualTo(first);
  }

  /** A linker whose file stays when its version changes, as a script that calls others does. */
  private void linker(String version) throws IOException {
    Path state = Files.writeString(root.resolve("bin/version"), version);
    Path linker = Files.writeString(root.resolve("bin/link"), "#!/bin/bash\ncat " + state + "\n");
    assertThat(linker.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        root.resolve("ci/choose-rust"), "choose_toolchain() { LINKER=" + linker + "; }\n");
  }

  private String buildId() throws IOException {
    Board board = BoardCatalog.load(own.getParent()).board("gd32vf103-emulated");
    return new BuildId(root, board).of(List.of());
  }
}
