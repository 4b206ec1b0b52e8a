package dev.halyard.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptRunTest {
  @TempDir private Path folder;

  private void run(String script, Duration limit) throws Exception {
    ScriptRun.requireSuccess(List.of("bash", "-c", script), folder.resolve("log"), limit);
  }

  @Test
  void aScriptThatTakesTooLongIsToldWithWhereItWas() {
    assertThatThrownBy(() -> run("echo first; echo second; sleep 60", Duration.ofSeconds(2)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has not ended within 2 s")
        .hasMessageContaining("first\nsecond\nwhole log: " + folder.resolve("log"));
  }

  @Test
  void aScriptThatFailsIsToldWithItsStatusAndLastLines() {
    assertThatThrownBy(() -> run("seq 100; exit 7", Duration.ofMinutes(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ended with status 7\n41\n42\n")
        .hasMessageContaining("\n100\nwhole log: ");
  }

  @Test
  void aScriptThatSucceedsIsNotSpokenOf() {
    assertThatCode(() -> run("exit 0", Duration.ofMinutes(1))).doesNotThrowAnyException();
  }
}
