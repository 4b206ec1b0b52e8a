package dev.halyard.probes.subprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halyard.probes.ProbeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SubprocessTest {
  private static final Pattern READY = Pattern.compile("ready at (\\S+)");

  @TempDir Path directory;

  @Test
  void givesTheLineThatWasWaitedFor() {
    Subprocess.Ready ready = startAndAwait("echo starting; echo ready at pts/7; sleep 60", 10);
    try (Subprocess subprocess = ready.subprocess()) {
      assertThat(ready.line().group(1)).isEqualTo("pts/7");
      assertThat(subprocess.isAlive()).isTrue();
    }
    assertThat(ready.subprocess().isAlive()).isFalse();
  }

  @Test
  void aMissingProgramIsToldWithTheRemedy() {
    ProbeException thrown =
        failure(
            () ->
                Subprocess.startAndAwait(
                    List.of("no-such-emulator", "-x"), directory, READY, Duration.ofSeconds(1)));
    assertThat(thrown)
        .hasMessage(
            """
            'no-such-emulator' is not installed: it is not on the PATH; install it with ci/bootstrap
              command: no-such-emulator -x""");
  }

  @Test
  void aProgramThatEndsEarlyIsToldWithItsLastLines() {
    ProbeException thrown =
        failure(() -> startAndAwait("echo one; echo unsupported machine type >&2; exit 3", 10));
    assertThat(thrown.problem()).isEqualTo("'sh' has ended before it was ready");
    assertThat(thrown.exitCode()).hasValue(3);
    assertThat(thrown.lastLines()).containsExactly("one", "unsupported machine type");
  }

  @Test
  void aProgramThatHangsIsEndedWithItsChildren() throws IOException, InterruptedException {
    Path pids = directory.resolve("pids");
    ProbeException thrown =
        failure(() -> startAndAwait("sleep 60 & echo $! >pids; echo $$ >>pids; wait", 1));
    assertThat(thrown.problem()).isEqualTo("'sh' was not ready within 1 s");
    assertThat(Files.readAllLines(pids)).hasSize(2);
    for (String pid : Files.readAllLines(pids)) {
      for (int i = 0; i < 50 && lives(pid); i++) {
        Thread.sleep(100);
      }
      assertThat(lives(pid)).isFalse();
    }
  }

  @Test
  void aProgramThatIgnoresTheRequestToEndIsKilled() {
    Subprocess subprocess =
        startAndAwait("trap '' TERM; echo ready at x; while :; do sleep 1; done", 10).subprocess();
    subprocess.close();
    assertThat(subprocess.evidence().exitCode()).hasValue(137);
  }

  @Test
  void outputWithoutEndCostsNoMemory() {
    Subprocess.Ready ready =
        startAndAwait("yes | tr -d '\\n' | head -c 100000000; echo; echo ready at x", 20);
    try (Subprocess subprocess = ready.subprocess()) {
      assertThat(subprocess.evidence().lastLines()).allMatch(line -> line.length() <= 401);
    }
  }

  @Test
  void tellsHowAProgramEnded() {
    try (Subprocess killed = startAndAwait("echo ready at x; kill -KILL $$", 10).subprocess()) {
      assertThat(killed.failure("the emulator", "broken").problem())
          .isEqualTo("the emulator has ended unasked (killed by signal 9)");
    }
    try (Subprocess ended = startAndAwait("echo ready at x; exit 2", 10).subprocess()) {
      assertThat(ended.failure("the emulator", "broken").problem())
          .isEqualTo("the emulator has ended unasked (exit status 2)");
    }
    try (Subprocess alive = startAndAwait("echo ready at x; sleep 60", 10).subprocess()) {
      assertThat(alive.failure("the emulator", "the line is stuck").problem())
          .isEqualTo("the line is stuck");
    }
  }

  @Test
  void findsProgramsOnTheSearchPathOnly() throws IOException {
    Path program = Files.writeString(directory.resolve("tool"), "");
    assertThat(Executables.find("tool", directory.toString())).isEmpty();
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(Executables.find("tool", ":/nowhere:" + directory)).contains(program);
    assertThat(Executables.find(program.toString(), "")).contains(program);
  }

  private Subprocess.Ready startAndAwait(String script, int seconds) {
    return Subprocess.startAndAwait(
        List.of("sh", "-c", script), directory, READY, Duration.ofSeconds(seconds));
  }

  private static ProbeException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable callable) {
    return catchThrowableOfType(ProbeException.class, callable);
  }

  /** A killed orphan may stay a zombie for a while, until somebody collects its exit status. */
  private static boolean lives(String pid) throws IOException {
    Path status = Path.of("/proc", pid, "stat");
    return Files.exists(status) && !Files.readString(status).contains(") Z ");
  }
}
