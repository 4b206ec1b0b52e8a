package dev.halyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.interpret.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The Rust of this repository passes rustfmt, Clippy and its own tests: {@code ci/check-rust}. */
class RustChecksIT {
  private static final int SHOWN_LINES = 60;

  @Test
  void rustIsFormattedLintedAndTested() throws IOException, InterruptedException {
    Path log = Path.of("target", "check-rust.log").toAbsolutePath();
    Process process =
        new ProcessBuilder(GoldenCase.repositoryFolder("ci").resolve("check-rust").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(20, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();

    List<String> lines = Files.readAllLines(log);
    assertThat(ended && process.exitValue() == 0)
        .as("%s: %s", log, lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()))
        .isTrue();
  }
}
