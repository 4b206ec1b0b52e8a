package dev.halyard.probes.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code targets/emulators/install}, with an npm that has a package of two files. */
class EmulatorsInstallTest {
  private static final String INSTALL =
      Path.of("../targets/emulators/install").toAbsolutePath().normalize().toString();

  @TempDir private Path folder;

  @BeforeEach
  void replaceNpm() throws IOException {
    script("node", "exit 0");
    script(
        "npm",
        "mkdir -p node_modules/chip; echo one > node_modules/chip/a.js; echo two > node_modules/chip/b.js");
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Result(int status, String output) {}

  private Result install(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(INSTALL).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    builder.environment().put("HALYARD_HOME", folder.resolve("home").toString());
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (old, bin) -> bin + old);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output.strip());
  }

  @Test
  void installsOnce() throws Exception {
    assertThat(install("--check").status()).isEqualTo(3);
    Result first = install();
    assertThat(first.status()).isZero();
    assertThat(Path.of(first.output()).resolve("node_modules/chip/a.js")).hasContent("one");
    script("npm", "exit 1");
    assertThat(install()).isEqualTo(first);
    assertThat(install("--check")).isEqualTo(first);
  }

  @Test
  void repairsAPackageThatLacksAFile() throws Exception {
    Path file = Path.of(install().output()).resolve("node_modules/chip/b.js");
    Files.delete(file);
    Result check = install("--check");
    assertThat(check.status()).isEqualTo(3);
    assertThat(check.output()).endsWith("or damaged; remedy: ci/bootstrap");
    assertThat(install().status()).isZero();
    assertThat(file).hasContent("two");
  }

  @Test
  void repairsAFileWithOtherContents() throws Exception {
    Path file = Path.of(install().output()).resolve("node_modules/chip/b.js");
    Files.writeString(file, "thr");
    assertThat(install("--check").status()).isEqualTo(3);
    assertThat(install().status()).isZero();
    assertThat(file).hasContent("two");
  }

  @Test
  void repairsAnInstallationThatWasNotFinished() throws Exception {
    Path installed = Path.of(install().output());
    Files.delete(installed.resolve("installed"));
    assertThat(install("--check").status()).isEqualTo(3);
    assertThat(install().output()).isEqualTo(installed.toString());
    assertThat(install("--check").status()).isZero();
  }

  @Test
  void saysARemedyWhereNothingCanBeMoved() throws Exception {
    script("mv", "exit 1");
    Result result = install();
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.output()).contains("remedy: see that it can be written to");
  }
}
