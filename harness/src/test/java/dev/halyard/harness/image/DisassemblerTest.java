package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.probes.ProbeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DisassemblerTest {
  @TempDir private Path folder;

  private Disassembly run(String objdump, Duration timeout) throws IOException {
    Path copy = script("objcopy", "");
    return new Disassembler(script("objdump", objdump), copy, timeout)
        .run(new TestImage().build(), List.of());
  }

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void readsWhatTheProgramPrints() throws IOException {
    String line = "       0: 4770         \tbx\tlr";
    assertThat(run("echo '" + line + "'", Duration.ofMinutes(1)).instructions()).isEqualTo(1);
  }

  @Test
  @Timeout(30)
  void oneThatHangsIsEnded() {
    assertThatThrownBy(() -> run("echo; sleep 300", Duration.ofSeconds(1)))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("the disassembler did not end within 1 s");
  }
}
