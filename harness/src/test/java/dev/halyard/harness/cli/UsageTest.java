package dev.halyard.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What wrong use is answered with: one sentence, exit status 2. */
class UsageTest {
  private static final String SINE = "../suites/models/sine.tflite";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int halyard(String... arguments) {
    CommandLine line = Halyard.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private void assertWrongUse(int status, String sentence) {
    assertThat(err.toString()).startsWith("halyard: ").contains(sentence);
    assertThat(status).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"nonsense --help, command 'nonsense'", "nonsense, command 'nonsense'"})
  void anUnknownCommandIsNamedEvenIfItsHelpIsWanted(String line, String unknown) {
    assertWrongUse(halyard(line.split(" ", -1)), "unknown " + unknown + "; see: halyard --help");
  }

  @ParameterizedTest
  @CsvSource({"5x", "1H", "k", "12.5k"})
  void whatIsNoNumberOfBytesIsToldSo(String ram) {
    assertWrongUse(
        halyard("compile", SINE, "--ram", ram, "-o", "x"),
        "'" + ram + "' is not a number of bytes; accepted for example: 6000, 6K");
  }

  @ParameterizedTest
  @CsvSource({"1G", "99GB", "2 TiB"})
  void moreBytesThanAnyBoardHasAreTooLarge(String ram) {
    assertWrongUse(
        halyard("compile", SINE, "--ram", ram, "-o", "x"),
        "'" + ram + "' is too large: no board has so much; accepted for example: 6000, 6K, 1M");
  }

  @Test
  void anEmptyOutputFolderIsWrongUse() {
    assertWrongUse(halyard("build", SINE, "-o", ""), "--output is empty; accepted: a folder");
  }

  @ParameterizedTest
  @CsvSource({"build, -o", "compile, -o", "run, --save-outputs"})
  void aFolderThatCannotBeWrittenToIsToldBeforeTheWork(String command, String option) {
    String name = option.equals("-o") ? "--output" : option;
    assertWrongUse(
        halyard(command, SINE, option, "/proc/foo/bar"),
        name + " '/proc/foo/bar' cannot be written to ('/proc/foo");
    assertThat(err.toString()).contains("; accepted: a folder that can be made and written to");
  }

  @Test
  void anArenaThatDoesNotFitIsToldWithTheKernels() {
    assertThat(halyard("graph", SINE, "--kernels", "--ram", "1")).isEqualTo(2);
    assertThat(out.toString()).contains("hidden_1");
    assertThat(err.toString())
        .contains("arena: 1 byte is to be enough, but the smallest one has 48, 47 too many")
        .contains(": ask for at least 48; largest at node");
  }

  @ParameterizedTest
  @CsvSource({"--memory", "--kernels"})
  void weightsThatDoNotFitAreToldWithThePlan(String what) {
    assertThat(halyard("graph", SINE, what, "--flash", "64")).isEqualTo(2);
    assertThat(out.toString()).contains("hidden_1");
    assertThat(err.toString())
        .contains("weights: 64 bytes are to be enough, but the smallest ones have ")
        .contains(" too many");
    assertThat(halyard("graph", SINE, what)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"6000, 6000", "6k, 6144", "6 KiB, 6144", "2KB, 2048", "1M, 1048576", "64b, 64"})
  void bytesMayBeWrittenInKibibytes(String text, long bytes) {
    assertThat(new ByteCount().convert(text)).isEqualTo(bytes);
  }

  @Test
  void inputPoliciesAreNamedAsTheyAreWritten() {
    assertWrongUse(
        halyard("compile", SINE, "--inputs", "foo", "-o", "x"),
        "'foo' is not known; accepted: kept, consumed");
  }

  @Test
  void goalsAreNamedAsTheyAreWritten() {
    assertWrongUse(
        halyard("compile", SINE, "--optimize", "foo", "-o", "x"),
        "'foo' is not known; accepted: speed, balanced, size");
  }

  @Test
  void aMissingFolderOfADrawingIsNamed() {
    Path missing = folder.resolve("nodir");
    assertWrongUse(
        halyard("graph", SINE, "--svg", missing.resolve("f.svg").toString()),
        "folder '" + missing + "' does not exist");
  }

  @Test
  void aPlanThatDoesNotFitIsShownWithTheStatusOfAMisfit() {
    assertThat(halyard("graph", SINE, "--memory", "--ram", "1")).isEqualTo(2);
    assertThat(out.toString()).contains("arena");
    assertThat(halyard("graph", SINE, "--memory")).isZero();
  }

  @Test
  void anUnknownModelIsAnsweredWithTheKnownIds() {
    assertWrongUse(halyard("benchmark", "kws"), "no model 'kws'; known: kws_ref_model, ");
  }

  @Test
  void whatIsNoModelIsNotCompiled() throws IOException {
    Path text = Files.writeString(folder.resolve("a.tflite"), "I am no model");
    assertWrongUse(halyard("run", text.toString()), "'" + text + "' is no TensorFlow Lite model: ");
  }

  @Test
  void seedAndCountAreNotForGivenInputs() {
    assertWrongUse(
        halyard("run", SINE, "--seed", "3", "--golden", "x"),
        "--seed and --count make random inputs: not with --golden or --input");
  }

  @Test
  void aFileInThePlaceOfAFolderIsToldBeforeAnythingIsBuilt() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertWrongUse(
        halyard("build", SINE, "-o", file.toString()), "--output '" + file + "' is a file");
  }

  @Test
  void twoCoresAreWrongUse() {
    assertWrongUse(
        halyard("run", SINE, "--board", "rv32imac-emulated", "--cores", "2"),
        "more than one core is not supported yet");
  }

  @ParameterizedTest
  @CsvSource({"boards emulated", "compile ../suites/models/sine.tflite --board all -o x"})
  void aGroupIsNotOfferedWhereOneBoardIsWanted(String line) {
    int status = halyard(line.split(" ", -1));
    assertWrongUse(status, "is a group; accepted here: one board of ");
    assertThat(err.toString()).doesNotContain("or one of emulated");
  }

  @Test
  void twoModelsOfOneNameAreNamedOnce() throws IOException {
    Path copy = Files.copy(Path.of(SINE), folder.resolve("sine.tflite"));
    assertWrongUse(
        halyard(
            "compile",
            SINE,
            "../suites/models/digits_tiny.tflite",
            copy.toString(),
            "-o",
            folder.toString()),
        "two models have the name 'sine'; rename one of the files");
  }
}
