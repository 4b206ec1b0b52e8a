package dev.halyard.probes.emulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.probes.CountRequest;
import dev.halyard.probes.CountUnit;
import dev.halyard.probes.InferenceCount;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.SerialLink;
import dev.halyard.probes.TestBoards;
import dev.halyard.probes.ToolCheck;
import dev.halyard.probes.elf.ElfBuilder;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver with scripts for emulators. */
@Timeout(60)
class EmulatorProbeTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final CountRequest COUNT =
      CountRequest.ofAgent(List.of(CountRequest.Model.ofCrate("m.tflite", "m", List.of("conv"))));

  @TempDir private Path directory;
  private Path elf;

  @BeforeEach
  void writeFirmware() throws IOException {
    elf = directory.resolve("fw.elf");
    Files.write(
        elf,
        new ElfBuilder(false, 40, 0, new byte[64])
            .function("halyard_agent_infer", 0x101, 0x20)
            .function("_ZN1m5Model5infer17h856d66e34e5cf11bE", 0x201, 0x20)
            .function("_ZN1m5nodes4conv17h856d66e34e5cf11bE", 0x301, 0x20)
            .build());
  }

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
  void speaksWithTheEmulatorByItsStreams() throws IOException {
    try (ProbeSession session = open("printf '%s\\n' \"$@\"; exec cat", Optional.empty())) {
      assertThat(read(session.serial(), 2 + elf.toString().length())).isEqualTo("x\n" + elf);
      session.serial().write("%".getBytes(US_ASCII));
      assertThat(read(session.serial(), 2)).isEqualTo("\n%");
      assertThat(session.failure()).isEmpty();
      assertThat(session.counts()).isFalse();
      assertThat(session.inferenceCounts()).isEmpty();
    }
  }

  @Test
  void readsCyclesWhileTheEmulatorRunsAndAfterItWasEnded() throws IOException {
    String script =
        "test \"$(tail -n 1 \"$3\")\" = '300 20 0' && echo '9 2 7' > \"$4\"; echo y; exec cat";
    InferenceCount expected = new InferenceCount("m.tflite", CountUnit.CYCLES, 9, 2, List.of(7L));
    ProbeSession session = open(script, Optional.of(COUNT));
    try (session) {
      assertThat(read(session.serial(), 2)).isEqualTo("y\n");
      assertThat(session.inferenceCounts()).containsExactly(expected);
    }
    assertThat(session.inferenceCounts()).containsExactly(expected);
  }

  @Test
  void anEmulatorThatBreaksIsToldWithWhatItSaid() throws IOException {
    try (ProbeSession session = open("echo 'no such chip' >&2; exit 70", Optional.empty())) {
      assertThatThrownBy(() -> session.serial().read(new byte[1], SOON))
          .isInstanceOf(ProbeException.class)
          .hasMessageContaining("the emulator has ended unasked (exit status 70)")
          .hasMessageContaining("| no such chip");
      assertThat(session.failure()).isPresent();
    }
  }

  @Test
  void anEmulatorThatIsKilledIsTold() throws IOException {
    try (ProbeSession session = open("kill -KILL $$", Optional.empty())) {
      assertThatThrownBy(() -> session.serial().read(new byte[1], SOON))
          .isInstanceOf(ProbeException.class)
          .hasMessageContaining("the emulator has ended unasked");
    }
  }

  @Test
  void anEmulatorThatSaysNothingIsNotWaitedForAndIsEnded() throws IOException {
    ProbeSession session = open("exec sleep 600", Optional.of(COUNT));
    assertThat(session.counts()).isTrue();
    assertThat(session.serial().read(new byte[1], Duration.ofMillis(200))).isZero();
    assertThat(session.failure()).isEmpty();
    session.close();
    session.close();
    assertThat(session.failure()).isPresent();
  }

  @Test
  void garbageIsNoCount() throws IOException {
    try (ProbeSession session =
        open("echo garbage > \"$4\"; echo y; exec cat", Optional.of(COUNT))) {
      assertThat(read(session.serial(), 2)).isEqualTo("y\n");
      assertThatThrownBy(session::inferenceCounts)
          .hasMessage(
              "the emulator has counted 'garbage'; expected up to 3 numbers; run ci/bootstrap"
                  + " again");
    }
  }

  @Test
  void wrongSettingsAreTold() {
    assertThatThrownBy(() -> new EmulatorCommand(TestBoards.board("emulator", Map.of())))
        .hasMessage(
            "board 'test-board': its emulator probe has no setting 'command'; add it"
                + " (probe.settings in its board.yaml)");
    assertThatThrownBy(() -> open(Map.of("chip", List.of("x")), Optional.empty()))
        .hasMessage(
            "board 'test-board': its emulator probe has unknown setting 'chip'; accepted: command,"
                + " counting, unit (probe.settings in its board.yaml)");
    assertThatThrownBy(() -> open(Map.of("unit", List.of("ticks")), Optional.of(COUNT)))
        .hasMessage(
            "board 'test-board': its emulator probe has the unit 'ticks'; accepted: instructions,"
                + " cycles (probe.settings in its board.yaml)");
  }

  @Test
  void aBoardThatCannotCountIsNotAsked() throws IOException {
    Map<String, List<String>> settings = Map.of("counting", List.of(), "unit", List.of());
    script("echo $#; exec cat");
    try (ProbeSession session = open(settings, Optional.of(COUNT))) {
      assertThat(read(session.serial(), 2)).isEqualTo("2\n");
      assertThat(session.counts()).isFalse();
    }
  }

  @Test
  void checksTellTheVersionOrWhatIsMissing() throws IOException {
    Path program = script("test \"$*\" = --version && echo 'chip 1.2'");
    assertThat(new EmulatorProbe().check(request(Map.of(), Optional.empty()).board()))
        .containsExactly(
            new ToolCheck(program.toString(), true, "chip 1.2", "install it with ci/bootstrap"));
    assertThat(new EmulatorProbe().check(TestBoards.board("emulator", Map.of())))
        .singleElement()
        .satisfies(check -> assertThat(check.usable()).isFalse());
  }

  private static String read(SerialLink serial, int bytes) {
    StringBuilder text = new StringBuilder();
    long deadline = System.nanoTime() + SOON.toNanos();
    while (text.length() < bytes && System.nanoTime() < deadline) {
      byte[] buffer = new byte[bytes - text.length()];
      text.append(new String(buffer, 0, serial.read(buffer, SOON), US_ASCII));
    }
    return text.toString();
  }

  private ProbeSession open(String script, Optional<CountRequest> count) throws IOException {
    script(script);
    return open(Map.of(), count);
  }

  private ProbeSession open(Map<String, List<String>> settings, Optional<CountRequest> count) {
    return new EmulatorProbe().open(request(settings, count));
  }

  private Path script(String text) throws IOException {
    Path program = Files.writeString(directory.resolve("emulator"), "#!/bin/sh\n" + text + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private ProbeRequest request(Map<String, List<String>> settings, Optional<CountRequest> count) {
    Map<String, List<String>> all = new HashMap<>();
    all.put("command", List.of(directory.resolve("emulator").toString(), "x", "{elf}"));
    all.put("counting", List.of("{symbols}", "{counts}"));
    all.put("unit", List.of("cycles"));
    all.putAll(settings);
    return new ProbeRequest(
        TestBoards.board("emulator", all), elf, directory.resolve("work"), count);
  }
}
