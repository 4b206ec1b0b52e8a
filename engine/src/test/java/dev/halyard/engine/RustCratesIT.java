package dev.halyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Rust crates' own format, lints and tests, kernels in random tiles and rings among them:
 * {@code ci/check-rust crates}.
 */
class RustCratesIT {
  private static final long TIMEOUT_MINUTES = 10;

  @TempDir private Path folder;

  @Test
  void cratesAreFormattedLintedAndTested() throws IOException, InterruptedException {
    Path script = Path.of("../ci/check-rust").toAbsolutePath().normalize();
    Path log = folder.resolve("check-rust.log");
    Process process =
        new ProcessBuilder(script.toString(), "crates")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
      assertThat(ended).as("ci/check-rust ends within %d minutes", TIMEOUT_MINUTES).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
      assertThat(Files.readString(log)).contains("test result: ok");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
