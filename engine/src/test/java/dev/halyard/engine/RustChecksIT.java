package dev.halyard.engine;

import dev.halyard.engine.interpret.GoldenCase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Rust of this repository passes rustfmt, Clippy and its own tests: {@code ci/check-rust}. */
class RustChecksIT {
  private static final Duration LIMIT = Duration.ofMinutes(40);

  @ParameterizedTest
  @ValueSource(strings = {"crates", "boards"})
  void rustIsFormattedLintedAndTested(String part) throws IOException, InterruptedException {
    Path log = Path.of("target", "check-rust-" + part + ".log").toAbsolutePath();
    String script = GoldenCase.repositoryFolder("ci").resolve("check-rust").toString();
    ScriptRun.requireSuccess(List.of(script, part), log, LIMIT);
  }
}
