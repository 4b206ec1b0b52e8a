package dev.halyard.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.harness.golden.NpyArray;
import dev.halyard.probes.subprocess.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees when tools and boards break while the command line runs; nothing stays. */
class FaultsIT {
  private static final String SINE =
      Path.of("../suites/models/sine.tflite").toAbsolutePath().normalize().toString();
  private static final String EMULATED = "cortex-m7-emulated";
  private static final String EMULATOR = "qemu-system-arm -M";
  private static final List<String> BUILD_PROGRAMS =
      List.of(
          "bash",
          "sh",
          "env",
          "cat",
          "sed",
          "grep",
          "uname",
          "dirname",
          "readlink",
          "ls",
          "sort",
          "tail",
          "mkdir",
          "rm",
          "setpriv",
          "setsid",
          "head",
          "tr",
          "gcc",
          "cc",
          "ld",
          "as",
          "rustc",
          "cargo");
  private static final String PATH = System.getenv("PATH");

  @TempDir private static Path folder;
  private static Checkout checkout;
  private static String manyInputs;

  @BeforeAll
  static void makeCheckout() throws IOException {
    checkout = Checkout.copyTo(Files.createDirectory(folder.resolve("checkout")));
    checkout.addHost("broken", "absent", "host");
    checkout.addHost("unproven", "absent", "builds");
    checkout.addHost("slow", "process", "host");
    checkout.addHost("failing", "process", "host");
    Path inputs = folder.resolve("many.npy");
    new NpyArray(ElementType.INT8, List.of(100_000, 1, 1), new byte[100_000]).write(inputs);
    manyInputs = inputs.toString();
  }

  /** What is behind the link stays. */
  @AfterAll
  static void removeLink() throws IOException {
    Files.delete(checkout.cargoFolder());
  }

  private static CliRun run(String... options) throws IOException {
    return runWith(PATH, options);
  }

  private static CliRun runWith(String path, String... options) throws IOException {
    String[] arguments =
        Stream.concat(Stream.of("run", SINE), Arrays.stream(options)).toArray(String[]::new);
    return CliRun.start(checkout.root(), path, arguments);
  }

  /** Starts a run on the emulated board that takes minutes. */
  private static CliRun longRun() throws IOException {
    return run("--board", EMULATED, "--input", manyInputs, "--timeout", "2", "--json");
  }

  /** Waits until the device has answered to an inference; returns the emulator. */
  private static ProcessHandle awaitInference(CliRun run) throws Exception {
    ProcessHandle emulator = run.await(EMULATOR);
    String arguments = String.join(" ", emulator.info().arguments().orElseThrow());
    Matcher session = Pattern.compile("out=(\\S+)/emulator-\\d+/counts").matcher(arguments);
    assertThat(session.find()).isTrue();
    Path transcript = Path.of(session.group(1), "transcript.txt");
    for (int i = 0; i < 200 && !Files.readString(transcript).contains("m-done"); i++) {
      Thread.sleep(50);
    }
    assertThat(transcript).content().contains("m-done");
    return emulator;
  }

  private static JsonNode only(CliRun run) throws IOException {
    assertThat(run.json()).hasSize(1);
    return run.json().get(0);
  }

  private static void assertGone(ProcessHandle process) throws InterruptedException {
    for (int i = 0; i < 50 && process.isAlive(); i++) {
      Thread.sleep(100);
    }
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void anEmulatorThatIsKilledIsABrokenBench() throws Exception {
    try (CliRun run = longRun()) {
      ProcessHandle emulator = awaitInference(run);
      CliRun.signal("KILL", emulator.pid());
      assertThat(run.status()).isEqualTo(3);
      assertThat(only(run).get("verdict").asText()).isEqualTo("error");
      assertThat(only(run).get("cause").asText()).contains("killed by signal 9");
    }
  }

  @Test
  void anEmulatorThatHangsIsToldWithTheLastLineSeen() throws Exception {
    try (CliRun run = longRun()) {
      ProcessHandle emulator = awaitInference(run);
      CliRun.signal("STOP", emulator.pid());
      assertThat(run.status()).isEqualTo(3);
      assertThat(only(run).get("cause").asText())
          .containsPattern(
              "(did not answer within (2|10)\\.0 s; expected|bytes within (2|10)\\.0 s, but not)"
                  + " .*; last line seen: 'm-");
      assertGone(emulator);
    }
  }

  @Test
  void anInterruptedInferenceEndsTheEmulator() throws Exception {
    try (CliRun run = longRun()) {
      ProcessHandle emulator = awaitInference(run);
      run.signal("INT");
      assertThat(run.status()).isEqualTo(130);
      assertGone(emulator);
    }
    assertThat(checkout.newestRecord(EMULATED))
        .contains("\"verdict\":\"interrupted\"")
        .containsPattern("\"elfSha256\":\"[0-9a-f]{64}\"");
  }

  @Test
  void aKilledRunLeavesNoEmulator() throws Exception {
    try (CliRun run = longRun()) {
      ProcessHandle emulator = awaitInference(run);
      run.signal("KILL");
      assertThat(run.status()).isEqualTo(137);
      assertGone(emulator);
    }
  }

  @Test
  void anInterruptedBuildEndsTheCompiler() throws Exception {
    assertBuildEnds("INT", 130);
    assertThat(checkout.newestRecord("slow")).contains("\"verdict\":\"interrupted\"");
  }

  @Test
  void aKilledBuildLeavesNoCompiler() throws Exception {
    assertBuildEnds("KILL", 137);
  }

  private static void assertBuildEnds(String signal, int status) throws Exception {
    Path slow = Files.createDirectories(folder.resolve("slow"));
    script(slow, "cargo", "echo compiling >&2; sleep 300");
    try (CliRun run = runWith(slow + ":" + PATH, "--board", "slow")) {
      ProcessHandle compiler = run.await("sleep 300");
      run.signal(signal);
      assertThat(run.status()).isEqualTo(status);
      assertGone(compiler);
    }
  }

  @Test
  void aMissingEmulatorIsNamedWithTheRemedy() throws Exception {
    try (CliRun run = runWith(pathWithoutEmulators(), "--board", EMULATED, "--json")) {
      assertThat(run.status()).isEqualTo(3);
      assertThat(only(run).get("cause").asText())
          .containsIgnoringCase("QEMU")
          .contains("not installed")
          .contains("ci/bootstrap");
    }
  }

  @Test
  void aFailingCompilerIsShownShort() throws Exception {
    Path bad = Files.createDirectories(folder.resolve("bad"));
    script(bad, "cargo", "echo 'error: no space for tests' >&2; exit 101");
    try (CliRun run = runWith(bad + ":" + PATH, "--board", "failing", "--json")) {
      assertThat(run.status()).isEqualTo(3);
      assertThat(only(run).get("cause").asText())
          .contains("ci/build-firmware ended with exit status 101")
          .contains("| error: no space for tests")
          .contains("ci/bootstrap");
    }
  }

  @Test
  void anotherFirmwareIsRefusedAndADamagedOneIsBuiltAgain() throws Exception {
    passes("--board", "host");
    List<Path> first = checkout.builds("host", "sine");
    passes("--board", "host", "--seed", "2", "--inputs", "kept");
    Path consumed = first.get(0);
    Path kept =
        checkout.builds("host", "sine").stream()
            .filter(b -> !first.contains(b))
            .findFirst()
            .orElseThrow();
    for (String file : List.of("firmware.elf", "firmware.map", "firmware.txt")) {
      Files.copy(kept.resolve(file), consumed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    try (CliRun run = run("--board", "host", "--json")) {
      assertThat(run.status()).isEqualTo(3);
      assertThat(only(run).get("cause").asText())
          .contains("the firmware on the board is another one")
          .contains("run again");
    }
    passes("--board", "host");
    Files.write(consumed.resolve("firmware.elf"), new byte[100]);
    passes("--board", "host");
  }

  private static void passes(String... options) throws Exception {
    try (CliRun run = run(options)) {
      assertThat(run.status()).describedAs(run.output()).isZero();
    }
  }

  @Test
  void twoRunsAtOnceDoNotDisturbEachOther() throws Exception {
    try (CliRun first = run("--board", EMULATED, "--json");
        CliRun second = run("--board", EMULATED, "--json");
        CliRun third = run("--board", "host", "--json")) {
      assertThat(List.of(first.status(), second.status(), third.status())).containsOnly(0);
      assertThat(only(first).get("instructions")).isEqualTo(only(second).get("instructions"));
      assertThat(only(third).get("verdict").asText()).isEqualTo("pass");
    }
  }

  @Test
  void aBoardThatOnlyBuildsIsBuiltAndSaysSo() throws Exception {
    try (CliRun run = run("--board", "unproven")) {
      assertThat(run.status()).isEqualTo(4);
      assertThat(run.output())
          .contains("sine.tflite on unproven: INCONCLUSIVE")
          .contains(
              "built only, not run: this version has no probe driver 'absent' to reach 'unproven'")
          .containsPattern("arena +\\d+ +bytes")
          .containsPattern("image +.*/firmware\\.elf");
      assertThat(checkout.builds("unproven", "sine")).hasSize(1);
    }
  }

  @Test
  void aBrokenBoardDoesNotKeepOthersFromRunning() throws Exception {
    try (CliRun run = run("--board", "broken,host", "--json")) {
      assertThat(run.status()).isEqualTo(3);
      assertThat(run.json()).hasSize(2);
      assertThat(run.json().get(0).get("verdict").asText()).isEqualTo("error");
      assertThat(run.json().get(1).get("verdict").asText()).isEqualTo("pass");
    }
  }

  @Test
  void aWrongElementIsNamed() throws Exception {
    Path golden = Files.createDirectories(folder.resolve("golden"));
    Path recorded = checkout.root().resolve("golden-outputs/sine/random");
    for (String file : List.of("input.npy", "expected.npy", "provenance.yaml")) {
      Files.copy(recorded.resolve(file), golden.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    NpyArray expected = NpyArray.read(golden.resolve("expected.npy"));
    expected.data()[3] ^= 1;
    expected.write(golden.resolve("expected.npy"));
    try (CliRun run = run("--board", "host", "--golden", golden.toString(), "--json")) {
      assertThat(run.status()).isEqualTo(1);
      assertThat(only(run).get("verdict").asText()).isEqualTo("fail");
      assertThat(only(run).get("mismatch").get("inference").asInt()).isEqualTo(3);
      assertThat(only(run).get("cause").asText())
          .contains("inference 3, output 0, element 0: expected ")
          .contains("every operator equals the interpreter: it and the golden output disagree");
    }
  }

  @Test
  void aWrongGoldenDoesNotKeepABenchmarkFromItsOtherModels() throws Exception {
    Path golden = checkout.root().resolve("golden-outputs/sine/random/expected.npy");
    byte[] recorded = Files.readAllBytes(golden);
    Files.write(golden, Arrays.copyOf(recorded, recorded.length - 1));
    String other = SINE.replace("sine.tflite", "digits_tiny.tflite");
    try (CliRun run =
        CliRun.start(
            checkout.root(), PATH, "benchmark", SINE, other, "--board", "host", "--json")) {
      assertThat(run.status()).isEqualTo(3);
      assertThat(run.json())
          .extracting(record -> record.get("verdict").asText())
          .containsExactly("error", "pass");
      assertThat(run.json().get(0).get("cause").asText()).contains("expected.npy");
    } finally {
      Files.write(golden, recorded);
    }
  }

  @Test
  void usageErrorsAreOneSentenceAndPrintNothingElse() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("--count", "0"),
            List.of("--seed", "many"),
            List.of("--board", "nowhere"),
            List.of("--golden", "a", "--input", "b"))) {
      try (CliRun run = run(wrong.toArray(String[]::new))) {
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
      }
    }
  }

  private static void script(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Returns a PATH that has what a build needs, but no emulator. */
  private static String pathWithoutEmulators() throws IOException {
    Path all = Files.createDirectories(folder.resolve("without-emulators"));
    for (String program : BUILD_PROGRAMS) {
      Optional<Path> found = Executables.find(program);
      if (found.isPresent()) {
        script(all, program, "exec " + found.get() + " \"$@\"");
      }
    }
    return all.toString();
  }
}
