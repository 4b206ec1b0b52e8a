package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.subprocess.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ci/build-firmware} and what it sources, with a compiler that never ends. */
class BuildScriptTest {
  private static final Path CI = Path.of("../ci").toAbsolutePath().normalize();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void copyScripts() throws IOException {
    root = folder.resolve("checkout");
    Files.createDirectories(root.resolve("ci"));
    try (Stream<Path> scripts = Files.list(CI)) {
      for (Path script : scripts.filter(Files::isRegularFile).toList()) {
        Files.copy(script, root.resolve("ci").resolve(script.getFileName()));
      }
    }
  }

  private void board(String name, String text) throws IOException {
    Path board = Files.createDirectories(root.resolve("targets/boards").resolve(name));
    Files.writeString(board.resolve("board.yaml"), text);
  }

  private List<String> settings(String command) {
    String script =
        "root=" + root + "; source " + root.resolve("ci/board-settings") + "; " + command;
    Evidence evidence = Subprocess.run(List.of("bash", "-euc", script), folder, LIMIT);
    assertThat(evidence.exitCode()).hasValue(0);
    return evidence.lastLines();
  }

  @Test
  void quotesCommentsAndCarriageReturnsAreNoPartOfAValue() throws IOException {
    board("a", "state: emulated # by QEMU\r\nfirmware: \"lent\" # shared\r\n");
    board("b", "state: builds\nfirmware: 'lent'  \n");
    board("c", "state: builds\n    arguments: [-x, \"enable=on,target=native\"] # both\n");
    assertThat(settings("firmware_owner a; firmware_owner b; firmware_owner c"))
        .containsExactly("lent", "lent", "c");
    assertThat(settings("board_list c arguments")).containsExactly("-x", "enable=on,target=native");
    assertThat(settings("boards_in_state emulated")).containsExactly("a");
  }

  @Test
  void onlyTheHostBuildsWithoutCargosConfiguration() throws IOException {
    board("lost", "firmware: elsewhere\nrust: {target: thumbv6m-none-eabi}\n");
    List<String> command = List.of(root.resolve("ci/build-firmware").toString(), "lost", "p", "t");
    Evidence evidence = Subprocess.run(command, folder, LIMIT);
    assertThat(evidence.exitCode()).hasValue(2);
    assertThat(evidence.lastLines())
        .singleElement()
        .asString()
        .startsWith("build-firmware: lost: ")
        .endsWith(
            "is missing, and only the host builds without; add it, or correct 'firmware' in"
                + " board.yaml");
  }

  /** Puts a compiler for this computer and some targets on the path. */
  private Path rust(String cargo, String... targets) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String target : targets) {
      Files.createDirectories(bin.resolve("lib/rustlib").resolve(target).resolve("lib"));
    }
    script(
        bin.resolve("rustc"),
        "[[ $1 == -vV ]] && printf 'rustc 1.90.0\\nhost: here\\n' || echo " + bin);
    script(bin.resolve("cargo"), cargo);
    Files.createDirectories(folder.resolve("p"));
    Files.writeString(folder.resolve("p/Cargo.toml"), "[[bin]]\nname = \"program\"\n");
    return bin;
  }

  private List<String> linkedWith(String board, String target, String cargoConfig)
      throws IOException {
    board(board, "rust: {target: " + target + "}\n");
    if (!cargoConfig.isEmpty()) {
      Path firmware = root.resolve("targets/boards").resolve(board).resolve("firmware");
      Files.createDirectories(firmware);
      Files.writeString(firmware.resolve("cargo-config.toml"), cargoConfig);
    }
    Files.createDirectories(root.resolve("targets/rust"));
    Path bin = rust("printf '%s\\n' \"$@\" > arguments; mkdir -p t", "here", target);
    String build =
        "PATH=%s:$PATH %s %s p t".formatted(bin, root.resolve("ci/build-firmware"), board);
    Evidence evidence = Subprocess.run(List.of("bash", "-c", build), folder, LIMIT);
    assertThat(evidence.exitCode()).as(evidence.lastLines().toString()).hasValue(0);
    assertThat(evidence.lastLines()).contains("map=" + folder.resolve("p/firmware.map"));
    List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
    return arguments.subList(arguments.indexOf("--"), arguments.size());
  }

  @Test
  void everyLinkerIsAskedForItsMap() throws IOException {
    assertThat(linkedWith("this", "host", ""))
        .containsExactly("--", "-Clink-arg=-Wl,-Map=firmware.map");
    assertThat(linkedWith("bare", "thumb", "[build]\ntarget = \"thumb\"\n"))
        .containsExactly("--", "-Clink-arg=-Map=firmware.map");
    String byCompiler = "[build]\ntarget = \"other\"\n[target.other]\nlinker = \"other-gcc\"\n";
    assertThat(linkedWith("small", "other", byCompiler))
        .containsExactly("--", "-Clink-arg=-Wl,-Map=firmware.map");
  }

  @Test
  void cargoAndCompilersEndWithTheProgramThatBuilds() throws Exception {
    board("this", "rust: {target: host}\n");
    Path pids = folder.resolve("pids");
    Path bin = rust("sleep 300 & echo \"$$ $!\" > new; mv new " + pids + "; wait", "here");
    String build = root.resolve("ci/build-firmware") + " this p t";
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "setpriv --pdeathsig TERM " + build + " & wait")
            .directory(folder.toFile());
    builder.environment().merge("PATH", bin + ":", (path, first) -> first + path);
    Process program = builder.start();
    List<ProcessHandle> started = new ArrayList<>();
    try {
      for (int i = 0; i < 600 && !Files.exists(pids); i++) {
        Thread.sleep(100);
      }
      for (String pid : Files.readString(pids).strip().split(" ", 2)) {
        started.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
      }
      program.destroyForcibly();
      for (int i = 0; i < 300 && !started.stream().allMatch(BuildScriptTest::hasEnded); i++) {
        Thread.sleep(100);
      }
      assertThat(started).allMatch(BuildScriptTest::hasEnded);
    } finally {
      started.forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    }
  }

  /** Nobody may have asked for its exit status yet. */
  private static boolean hasEnded(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return true;
    }
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
