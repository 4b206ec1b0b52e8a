package dev.halyard.probes.subprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a program that holds an emulator ends, the emulator ends too. */
@Timeout(60)
class EndsWithItsParentTest {

  /** The program that holds one: starts it from a thread that ends at once, then waits. */
  public static final class Holder {
    private Holder() {}

    /** Starts a program, prints its process id, and waits. */
    public static void main(String[] arguments) throws InterruptedException {
      Thread starter =
          new Thread(
              () -> {
                Subprocess subprocess =
                    Subprocess.startAndAwait(
                            List.of("sh", "-c", "echo ready; exec sleep 600"),
                            Path.of("."),
                            Pattern.compile("ready"),
                            Duration.ofSeconds(10))
                        .subprocess();
                System.out.println(subprocess.pid());
              });
      starter.start();
      starter.join();
      Thread.sleep(600_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM"})
  void whenItIsEndedBySignal(String signal) throws IOException, InterruptedException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = holder.inputReader()) {
      ProcessHandle held = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      // The thread that started it is over by now: it must live on nevertheless.
      Thread.sleep(200);
      assertThat(held.isAlive()).isTrue();
      new ProcessBuilder("bash", "-c", "kill -" + signal + " " + holder.pid()).start().waitFor();
      assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 50 && held.isAlive(); i++) {
        Thread.sleep(100);
      }
      assertThat(held.isAlive()).isFalse();
    } finally {
      holder.destroyForcibly();
    }
  }
}
