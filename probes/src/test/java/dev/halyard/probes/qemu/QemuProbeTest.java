package dev.halyard.probes.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halyard.probes.CountRequest;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.probes.TestBoards;
import dev.halyard.probes.ToolCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the probe does with an emulator that misbehaves, played by shell scripts. */
@Timeout(60)
class QemuProbeTest {
  @TempDir Path directory;

  @AfterEach
  void leavesNothingBehind() throws IOException {
    Path work = directory.resolve("work");
    if (Files.exists(work)) {
      try (Stream<Path> files = Files.list(work)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void anEmulatorThatIsMissingIsToldWithTheRemedy() throws IOException {
    ProbeException thrown = failure(Map.of("executable", List.of("qemu-system-nothing")));
    assertThat(thrown.problem())
        .isEqualTo("'qemu-system-nothing' is not installed: it is not on the PATH");
    assertThat(thrown.remedy()).isEqualTo("install it with ci/bootstrap");
  }

  @Test
  void anEmulatorThatRefusesIsToldWithItsLastLines() throws IOException {
    ProbeException thrown = failure("echo 'unsupported machine type' >&2; exit 1");
    assertThat(thrown.problem()).endsWith("emulator' has ended before it was ready");
    assertThat(thrown.exitCode()).hasValue(1);
    assertThat(thrown.lastLines()).containsExactly("unsupported machine type");
  }

  @Test
  void anEmulatorThatNeverNamesItsTerminalIsGivenUp() throws IOException {
    ProbeException thrown = failure("echo booting; sleep 600");
    assertThat(thrown.problem()).endsWith("emulator' was not ready within 1 s");
    assertThat(thrown.lastLines()).containsExactly("booting");
  }

  @Test
  void garbageIsNotATerminal() throws IOException {
    ProbeException thrown = failure("head -c 1000000 /dev/urandom; sleep 600");
    assertThat(thrown.problem()).endsWith("was not ready within 1 s");
  }

  @Test
  void aTerminalThatIsNotThereIsTold() throws IOException {
    ProbeException thrown =
        failure("echo 'char device redirected to /dev/pts/99999 (label serial0)'; sleep 600");
    assertThat(thrown.problem()).isEqualTo("serial port '/dev/pts/99999' does not exist");
  }

  @Test
  void wrongSettingsAreTold() throws IOException {
    assertThat(failure(Map.of("cpu", List.of("x"))))
        .hasMessage(
            "board 'test-board': its qemu probe has unknown setting 'cpu'; accepted: executable,"
                + " machine, arguments, load (probe.settings in its board.yaml)");
    assertThat(failure(Map.of("executable", List.of())))
        .hasMessage(
            "board 'test-board': its qemu probe has no setting 'executable'; add it"
                + " (probe.settings in its board.yaml)");
  }

  @Test
  void makesTheCommandLineFromTheBoard() throws IOException {
    ProbeRequest request = request(Map.of("arguments", List.of("-bios", "none")));
    assertThat(QemuCommand.of(request, Optional.of("count.so,out=x")))
        .containsExactly(
            "emulator",
            "-M",
            "virt",
            "-display",
            "none",
            "-monitor",
            "none",
            "-serial",
            "pty",
            "-bios",
            "none",
            "-plugin",
            "count.so,out=x",
            "-kernel",
            directory.resolve("fw.elf").toString());
    assertThat(QemuCommand.escaped(Path.of("/a,b"))).isEqualTo("/a,,b");
  }

  @Test
  void aMissingPluginIsToldWithTheRemedy() throws IOException {
    ProbeRequest plain = request(Map.of());
    CountRequest count =
        CountRequest.ofAgent(List.of(CountRequest.Model.ofCrate("m", "m", List.of())));
    ProbeRequest counting =
        new ProbeRequest(plain.board(), plain.elf(), plain.workDir(), Optional.of(count));
    ProbeException thrown =
        catchThrowableOfType(ProbeException.class, () -> new QemuProbe().open(counting));
    assertThat(thrown.problem())
        .startsWith("the counting plugin's build script '")
        .endsWith("' is missing");
    assertThat(thrown.remedy()).isEqualTo("keep it beside the folder of the boards");
  }

  @Test
  void checksTellWhatIsMissing() throws IOException {
    assertThat(new QemuProbe().check(request(Map.of("executable", List.of("qemu-no"))).board()))
        .satisfiesExactly(
            emulator ->
                assertThat(emulator)
                    .isEqualTo(
                        new ToolCheck(
                            "qemu-no",
                            false,
                            "'qemu-no' is not installed: it is not on the PATH",
                            "install it with ci/bootstrap")),
            plugin -> assertThat(plugin.usable()).isFalse());
  }

  private ProbeException failure(String script) throws IOException {
    Path program = Files.writeString(directory.resolve("emulator"), "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return failure(Map.of("executable", List.of(program.toString())));
  }

  private ProbeException failure(Map<String, List<String>> settings) throws IOException {
    ProbeRequest request = request(settings);
    return catchThrowableOfType(
        ProbeException.class, () -> new QemuProbe(Duration.ofSeconds(1)).open(request));
  }

  private ProbeRequest request(Map<String, List<String>> settings) throws IOException {
    Map<String, List<String>> all = new HashMap<>();
    all.put("executable", List.of("emulator"));
    all.put("machine", List.of("virt"));
    all.putAll(settings);
    return new ProbeRequest(
        TestBoards.board("qemu", all),
        Files.writeString(directory.resolve("fw.elf"), ""),
        directory.resolve("work"),
        Optional.empty());
  }
}
