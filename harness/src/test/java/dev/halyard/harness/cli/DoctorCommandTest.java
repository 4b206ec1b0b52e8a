package dev.halyard.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, whose PATH holds what a test put there. */
class DoctorCommandTest {
  private static final List<String> SHELL =
      List.of("bash", "sed", "ls", "sort", "tail", "readlink", "dirname");

  private static final List<String> TOOLS =
      List.of(
          "avr-gcc",
          "llvm-objdump-22",
          "qemu-system-arm",
          "qemu-system-riscv32",
          "qemu-system-xtensa",
          "qemu-system-avr",
          "gcc",
          "git",
          "python3",
          "node",
          "npm");

  @TempDir private Path folder;
  private Path path;
  private Path root;

  @BeforeEach
  void makeCheckout() throws IOException {
    path = Files.createDirectory(folder.resolve("bin"));
    root = folder.resolve("checkout");
    Path board = Files.createDirectories(root.resolve("targets/boards/tiny"));
    Files.writeString(
        board.resolve("board.yaml"),
        """
        name: tiny
        title: A board of a test
        state: emulated
        cores:
          - {name: cpu0, instructionSet: host, clockHz: 0}
        memory:
          - {name: flash, kind: flash, origin: 0, bytes: 1024}
          - {name: ram, kind: ram, origin: 0, bytes: 1024}
        stackBytes: 256
        agentBytes: 256
        serial: {baudRate: 115200}
        rust: {target: host, kernelFeatures: []}
        probe: {driver: qemu, settings: {executable: qemu-system-tiny}}
        """);
    script(
        Files.createDirectories(root.resolve("targets/plugin")), "build", "echo /cache/count.so");
    Files.createDirectories(root.resolve("ci"));
    for (String file : List.of("choose-rust", "needs")) {
      Files.copy(Path.of("../ci", file), root.resolve("ci").resolve(file));
    }
    Files.createDirectories(root.resolve("suites/models"));
    Files.writeString(root.resolve("suites/models/public.yaml"), "models: []\n");
    for (String tool : SHELL) {
      script(path, tool, "exec /usr/bin/" + tool + " \"$@\"");
    }
    script(path, "mvn", "printf '\\033[1mApache Maven 3.8.7\\033[m\\n'");
    for (String tool : TOOLS) {
      script(path, tool, "echo " + tool + " 1.2.3");
    }
    script(path, "rustfmt", "echo rustfmt 1.8.0");
    script(path, "cargo-clippy", "echo clippy 0.1.90");
    script(path, "cargo", "echo cargo 1.90.0");
    rustc("1.90.0");
    script(path, "qemu-system-tiny", "echo QEMU emulator version 7.2.0");
  }

  @Test
  void findsNothingMissingWhereAllIsThere() throws Exception {
    Result result = doctor();
    assertThat(result.text())
        .containsPattern("JDK +ok +" + Runtime.version().feature())
        .containsPattern("mvn +ok +Apache Maven 3\\.8\\.7\n")
        .containsPattern("Rust for host +ok +rustc 1\\.90\\.0, " + path + "/cargo")
        .containsPattern("qemu-system-tiny +ok +QEMU emulator version 7\\.2\\.0")
        .containsPattern("counting plugin +ok +/cache/count\\.so")
        .containsPattern("public models +ok +0 of 0 here")
        .containsPattern("history +ok +none yet")
        .doesNotContain("MISSING");
    assertThat(result.status()).isZero();
  }

  @Test
  void namesWhatIsMissingWithItsRemedy() throws Exception {
    Files.delete(path.resolve("qemu-system-tiny"));
    Files.delete(path.resolve("rustfmt"));
    Result result = doctor();
    assertThat(result.text())
        .containsPattern("qemu-system-tiny +MISSING +")
        .contains("qemu-system-tiny: install it with ci/bootstrap")
        .contains("rustfmt: install it with ci/bootstrap");
    assertThat(result.status()).isEqualTo(3);
  }

  /** What bootstrap installs and what the doctor misses come from one list. */
  @Test
  void missesWhateverBootstrapInstalls() throws Exception {
    for (String tool : TOOLS) {
      Files.delete(path.resolve(tool));
    }
    Result result = doctor();
    assertThat(result.text())
        .containsPattern("avr-gcc +MISSING +Debian's gcc-avr binutils-avr avr-libc")
        .containsPattern("llvm-objdump-22 +MISSING +Debian's llvm-22")
        .containsPattern("Python with venv +MISSING +Debian's python3-venv")
        .containsPattern("git +MISSING +Debian's git")
        .contains("avr-gcc: install it with ci/bootstrap");
    assertThat(result.status()).isEqualTo(3);
  }

  @Test
  void rejectsARustThatIsTooOld() throws Exception {
    rustc("1.80.0");
    Result result = doctor();
    assertThat(result.text())
        .containsPattern("Rust for host +MISSING +no Rust toolchain of 1\\.88 or later for host")
        .contains("Rust for host: install Rust with ci/bootstrap, or update your own");
    assertThat(result.status()).isEqualTo(3);
  }

  @Test
  void tellsOfABoardThatCannotBeRead() throws Exception {
    Path empty = Files.createDirectories(root.resolve("targets/boards/empty"));
    Result result = doctor();
    assertThat(result.text())
        .containsPattern("board +MISSING +" + empty + ": a folder without board.yaml")
        .contains("Rust for host");
    assertThat(result.status()).isEqualTo(3);
  }

  @Test
  void tellsOfAHistoryThatIsNone() throws Exception {
    Path history = root.resolve(".halyard/history.sqlite");
    Files.createDirectories(history.getParent());
    Files.writeString(
        history, "this is no database, and long enough to be taken for a header ".repeat(9));
    Result result = doctor();
    assertThat(result.text())
        .containsPattern("history +MISSING +cannot open the history '" + history)
        .contains("history: move it away; a new one is made");
    assertThat(result.status()).isEqualTo(3);
  }

  private void rustc(String version) throws IOException {
    Files.createDirectories(folder.resolve("rust/lib/rustlib/tiny-linux/lib"));
    String answers =
        """
        case $1 in
          --print) echo %2$s ;;
          --version) echo "rustc %1$s" ;;
          *) printf 'rustc %1$s\\nhost: tiny-linux\\n' ;;
        esac\
        """
            .formatted(version, folder.resolve("rust"));
    script(path, "rustc", answers);
  }

  private static void script(Path directory, String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result doctor() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            classPath,
            Halyard.class.getName(),
            "doctor");
    File output = folder.resolve("output").toFile();
    builder.redirectErrorStream(true).redirectOutput(output);
    builder.environment().put("PATH", path.toString());
    builder.environment().put("HALYARD_ROOT", root.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), Files.readString(output.toPath()));
  }

  private record Result(int status, String text) {}
}
