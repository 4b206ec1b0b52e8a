package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.harness.TestBoards;
import dev.halyard.targets.BoardState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in the place of {@code ci/build-firmware}. */
class CargoBuildTest {
  @TempDir private Path folder;

  private CargoBuild.Result build(String script, Duration timeout) throws IOException {
    Path file = Files.createDirectories(folder.resolve("ci")).resolve("build-firmware");
    Files.writeString(file, "#!/bin/bash\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    var board = TestBoards.board("small", BoardState.BUILDS, 1 << 20, 1 << 20);
    return new CargoBuild(folder, folder, timeout)
        .run(new FirmwareBuilder.Prepared(board, List.of(), folder, "id"));
  }

  @Test
  void aBuildThatTakesTooLongIsToBeRunAgain() {
    assertThatThrownBy(() -> build("echo compiling core >&2; sleep 60", Duration.ofSeconds(1)))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("cargo did not end within 0 minutes")
        .hasMessageContaining("; run again, it goes on where it stopped\n  | compiling core");
  }

  @Test
  void aBuildThatFailsIsToBeCorrected() {
    assertThatThrownBy(() -> build("echo 'error: no' >&2; exit 5", Duration.ofMinutes(1)))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("ended with exit status 5")
        .hasMessageContaining("ci/bootstrap\n  | error: no");
  }

  @Test
  void aBuildTellsWhatItMade() throws IOException {
    CargoBuild.Result result =
        build(
            "echo elf=/a/b; echo toolchain=rustc 1; echo map=/m; echo image=/c",
            Duration.ofMinutes(1));
    assertThat(result)
        .isEqualTo(
            new CargoBuild.Result(
                Path.of("/a/b"), "rustc 1", Path.of("/m"), List.of(Path.of("/c"))));
  }
}
