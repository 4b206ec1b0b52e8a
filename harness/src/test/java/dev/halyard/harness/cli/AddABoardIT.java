package dev.halyard.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.subprocess.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board of docs/add-a-board.md, made of the page's own code, builds and runs. */
class AddABoardIT {
  private static final Path PAGE = Path.of("../docs/add-a-board.md");
  private static final Pattern FILE =
      Pattern.compile("^```\\w+ ([\\w./-]+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LOCK_FILE =
      Pattern.compile("^```\\n(cp \\S+/Cargo.lock .*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String BOARD = "mps2-an386";
  private static final String SINE =
      Path.of("../suites/models/sine.tflite").toAbsolutePath().normalize().toString();

  @TempDir private Path folder;
  private Checkout checkout;

  @BeforeEach
  void followThePage() throws IOException {
    checkout = Checkout.copyTo(folder.resolve("checkout"));
    Path boards = checkout.root().resolve("targets/boards");
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path path = boards.resolve(BOARD).resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    run("set -e\n" + lockFileCommands());
  }

  private static String lockFileCommands() throws IOException {
    Matcher commands = LOCK_FILE.matcher(Files.readString(PAGE));
    assertThat(commands.find()).isTrue();
    return commands.group(1);
  }

  /** Registries are not asked: what the page needs is here since other boards were built. */
  private void run(String script) {
    List<String> command = List.of("env", "CARGO_NET_OFFLINE=true", "bash", "-c", script);
    Evidence evidence = Subprocess.run(command, checkout.root(), Duration.ofMinutes(5));
    assertThat(evidence.exitCode()).as(evidence.lastLines().toString()).hasValue(0);
  }

  /** What is behind the link stays. */
  @AfterEach
  void removeLink() throws IOException {
    Files.delete(checkout.cargoFolder());
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    Matcher block = FILE.matcher(Files.readString(PAGE));
    while (block.find()) {
      files.put(block.group(1), block.group(2));
    }
    return files;
  }

  private CliRun halyard(String... arguments) throws IOException {
    return CliRun.start(checkout.root(), System.getenv("PATH"), arguments);
  }

  @Test
  void buildsAndRunsAndIsChecked() throws Exception {
    assertThat(files()).hasSize(5);
    try (CliRun boards = halyard("boards", BOARD)) {
      assertThat(boards.status()).isZero();
      assertThat(boards.output()).contains("mps2-an386: Cortex-M4 (QEMU mps2-an386)");
    }
    try (CliRun run = halyard("run", SINE, "--board", BOARD)) {
      assertThat(run.status()).as(run.output()).isZero();
      assertThat(run.output()).contains("on mps2-an386: PASS");
    }
    Path out = folder.resolve("firmware");
    try (CliRun build = halyard("build", SINE, "--board", BOARD, "-o", out.toString())) {
      assertThat(build.status()).as(build.output()).isZero();
      assertThat(build.output()).contains("all of them armv7e-m (cortex-m4)");
      assertThat(build.output()).doesNotContain("not done");
      assertThat(out.resolve(BOARD).resolve("firmware.elf")).isRegularFile();
    }
  }

  /** As {@code ci/check-rust boards} asks: nothing may have to be resolved. */
  @Test
  void itsLockFileIsWhole() {
    run(
        "cargo metadata --locked --format-version 1 --manifest-path targets/boards/%s/firmware/Cargo.toml > metadata"
            .formatted(BOARD));
  }

  /** The check of instructions has teeth: the same board, told to lack what its code uses. */
  @Test
  void aFirmwareWithInstructionsThatTheCoreLacksIsRefused() throws Exception {
    Path file = checkout.root().resolve("targets/boards").resolve(BOARD).resolve("board.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("armv7e-m, cpu: cortex-m4", "armv6-m, cpu: cortex-m0plus")
            .replace("kernelFeatures: [armv7e-m]", "kernelFeatures: []"));
    try (CliRun build = halyard("run", SINE, "--board", BOARD)) {
      assertThat(build.status()).isEqualTo(3);
      assertThat(build.output())
          .contains("it is no sound image of that board")
          .contains("no instruction of armv6-m (cortex-m0plus)");
    }
  }
}
