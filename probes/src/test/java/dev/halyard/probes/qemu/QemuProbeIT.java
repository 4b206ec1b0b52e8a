package dev.halyard.probes.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.probes.ProbeSession;
import dev.halyard.probes.Probes;
import dev.halyard.probes.SerialLink;
import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The probe with the real emulator. */
@Timeout(60)
class QemuProbeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path directory;

  @AfterEach
  void leavesNothingBehind() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("work"))) {
      assertThat(files).isEmpty();
    }
    assertThat(emulators()).isEmpty();
  }

  @Test
  void everyByteGoesBothWays() throws IOException {
    byte[] sent = new byte[255];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i < EchoFirmware.QUIT ? i : i + 1);
    }
    try (ProbeSession session = open(false)) {
      session.serial().write(sent);
      assertThat(readAll(session.serial(), sent.length)).isEqualTo(sent);
      assertThat(session.inferenceCounts()).isEmpty();
      assertThat(session.failure()).isEmpty();
    }
  }

  @Test
  void countsInstructionsByNodeTheSameEachTime() throws IOException {
    ProbeSession session = open(true);
    try (session) {
      session.serial().write(new byte[] {1, 2, 3});
      readAll(session.serial(), 3);
      assertThat(session.inferenceCounts()).hasSizeGreaterThanOrEqualTo(2);
    }
    assertThat(session.inferenceCounts()).hasSize(3).containsOnly(EchoFirmware.EXPECTED);
  }

  @Test
  void anEmulatorThatIsKilledFailsTheReadAtOnce() throws IOException {
    try (ProbeSession session = open(false)) {
      exchange(session.serial());
      CompletableFuture<Void> killer =
          CompletableFuture.runAsync(
              () -> emulators().forEach(ProcessHandle::destroyForcibly),
              CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
      long start = System.nanoTime();
      assertThatThrownBy(() -> session.serial().read(new byte[1], PATIENCE))
          .isInstanceOf(ProbeException.class)
          .hasMessageStartingWith("the emulator has ended unasked (killed by signal 9); ");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(session.failure()).isPresent();
      assertThatThrownBy(() -> session.serial().write(new byte[] {1}))
          .isInstanceOf(ProbeException.class);
      killer.join();
    }
  }

  @Test
  void aFirmwareThatStopsTheEmulatorEndsTheLine() throws IOException {
    try (ProbeSession session = open(false)) {
      session.serial().write(new byte[] {EchoFirmware.QUIT});
      assertThatThrownBy(() -> session.serial().read(new byte[1], PATIENCE))
          .hasMessageStartingWith("the emulator has ended unasked (exit status 0); ");
    }
  }

  @Test
  void timeoutsAreKept() throws IOException {
    try (ProbeSession session = open(false)) {
      exchange(session.serial());
      for (int millis : new int[] {0, 5, 60, 150, 350, 1250}) {
        long start = System.nanoTime();
        assertThat(session.serial().read(new byte[1], Duration.ofMillis(millis))).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isBetween(Duration.ofMillis(millis), Duration.ofMillis(millis + 500));
      }
    }
  }

  @Test
  void anEmulatorThatHangsWhileItIsWrittenToIsEnded() throws Exception {
    ProbeSession session = open(false);
    exchange(session.serial());
    for (ProcessHandle emulator : emulators()) {
      new ProcessBuilder("bash", "-c", "kill -STOP " + emulator.pid()).start().waitFor();
    }
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> session.serial().write(new byte[100_000]));
    assertThat(session.serial().read(new byte[1], Duration.ofMillis(500))).isZero();
    assertThat(writer).isNotDone();
    session.close();
    assertThatThrownBy(writer::join).hasCauseInstanceOf(ProbeException.class);
  }

  @Test
  void sessionsAtOnceDoNotDisturbEachOther() throws IOException {
    ProbeSession first = open(true);
    ProbeSession second = open(true);
    exchange(first.serial());
    exchange(second.serial());
    exchange(first.serial());
    second.close();
    exchange(first.serial());
    first.close();
    assertThat(first.inferenceCounts()).hasSize(3);
    assertThat(second.inferenceCounts()).hasSize(1);
  }

  @Test
  void checksTellVersionAndPlace() throws IOException {
    Files.createDirectories(directory.resolve("work"));
    assertThat(Probes.load().check(board()))
        .allMatch(ToolCheck::usable)
        .satisfiesExactly(
            emulator -> assertThat(emulator.finding()).startsWith("QEMU emulator version"),
            plugin -> assertThat(Path.of(plugin.finding())).isRegularFile());
  }

  private static Board board() {
    return BoardCatalog.load(Path.of("..", "targets", "boards")).board("rv32imac-emulated");
  }

  private ProbeSession open(boolean count) throws IOException {
    return Probes.load()
        .open(
            new ProbeRequest(
                board(),
                Files.write(directory.resolve("echo.elf"), EchoFirmware.build()),
                directory.resolve("work"),
                count ? Optional.of(EchoFirmware.COUNT) : Optional.empty()));
  }

  private static void exchange(SerialLink serial) {
    serial.write(new byte[] {42});
    assertThat(readAll(serial, 1)).containsExactly(42);
  }

  private static byte[] readAll(SerialLink serial, int size) {
    byte[] all = new byte[size];
    byte[] buffer = new byte[64];
    for (int at = 0; at < size; ) {
      int count = serial.read(buffer, PATIENCE);
      if (count == 0) {
        return Arrays.copyOf(all, at);
      }
      System.arraycopy(buffer, 0, all, at, count);
      at += count;
    }
    return all;
  }

  private static List<ProcessHandle> emulators() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains("qemu-system"))
        .toList();
  }
}
