package dev.halyard.probes.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.TestBoards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProcessProbeTest {
  @TempDir Path directory;

  @Test
  void speaksWithTheProgramByItsStreams() throws IOException {
    try (ProbeSession session = open("cat")) {
      session.serial().write("%".getBytes(US_ASCII));
      byte[] buffer = new byte[10];
      assertThat(session.serial().read(buffer, Duration.ofSeconds(5))).isEqualTo(1);
      assertThat(buffer[0]).isEqualTo((byte) '%');
      assertThat(session.failure()).isEmpty();
      assertThat(session.counts()).isFalse();
      assertThat(session.inferenceCounts()).isEmpty();
    }
  }

  @Test
  void aProgramThatPanicsIsToldWithWhatItSaid() throws IOException {
    try (ProbeSession session = open("echo 'panicked at nodes.rs' >&2; exit 101")) {
      assertThatThrownBy(() -> session.serial().read(new byte[1], Duration.ofSeconds(5)))
          .isInstanceOf(ProbeException.class)
          .hasMessageContaining("the program has ended unasked (exit status 101)")
          .hasMessageContaining("| panicked at nodes.rs");
      assertThat(session.failure()).isPresent();
    }
  }

  @Test
  void closingEndsAProgramThatDoesNotRead() throws IOException {
    ProbeSession session = open("exec sleep 600");
    session.serial().write(new byte[1000]);
    session.close();
    session.close();
    assertThat(session.failure()).isPresent();
  }

  @Test
  void aFirmwareThatIsNotThereIsTold() {
    assertThatThrownBy(() -> new ProcessProbe().open(request(directory.resolve("x"), Map.of())))
        .hasMessage("cannot run the firmware '%s'; build it first", directory.resolve("x"));
  }

  @Test
  void anUnknownSettingIsTold() {
    assertThatThrownBy(
            () ->
                new ProcessProbe()
                    .open(request(directory.resolve("x"), Map.of("nice", List.of("1")))))
        .hasMessage(
            "board 'test-board': its process probe has unknown setting 'nice'; accepted: arguments"
                + " (probe.settings in its board.yaml)");
  }

  private ProbeSession open(String script) throws IOException {
    Path program = Files.writeString(directory.resolve("firmware"), "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return new ProcessProbe().open(request(program, Map.of()));
  }

  private ProbeRequest request(Path program, Map<String, List<String>> settings) {
    return new ProbeRequest(
        TestBoards.board("process", settings), program, directory, Optional.empty());
  }
}
