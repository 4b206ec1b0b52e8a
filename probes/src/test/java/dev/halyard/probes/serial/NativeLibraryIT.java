package dev.halyard.probes.serial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that start at the same time, and unpack the native library for the first time. */
@Timeout(120)
class NativeLibraryIT {
  @TempDir Path directory;

  /** Opens a port that is not there, which needs the native library. */
  public static final class Opener {
    private Opener() {}

    /** Prints the library's answer. */
    public static void main(String[] arguments) {
      try {
        PortLink.open(
            "/dev/no-port", 9600, problem -> new ProbeException(problem, Evidence.NONE, "none"));
      } catch (ProbeException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void doNotDisturbEachOther() throws IOException, InterruptedException {
    List<Process> openers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      openers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djava.io.tmpdir=" + directory,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Opener.class.getName())
              .redirectErrorStream(true)
              .start());
    }
    for (Process opener : openers) {
      String output = new String(opener.getInputStream().readAllBytes(), UTF_8);
      assertThat(output.trim()).isEqualTo("serial port '/dev/no-port' does not exist; none");
      assertThat(opener.waitFor()).isZero();
    }
  }
}
