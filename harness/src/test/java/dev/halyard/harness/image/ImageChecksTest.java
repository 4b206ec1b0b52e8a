package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.image.Outcome.State;
import dev.halyard.probes.elf.ElfSymbol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check lets a sound image pass, and tells of one that is spoiled in one place. */
class ImageChecksTest {

  @Test
  void aSoundImagePassesWithFigures() {
    Image image = new TestImage().build();
    assertThat(Stream.of(checks()).map(check -> check.run(image)))
        .allSatisfy(outcome -> assertThat(outcome.state()).isEqualTo(State.OK))
        .flatExtracting(Outcome::details)
        .containsExactly(
            "ELF32 for armv7e-m",
            "0x00000440 in .text",
            "0x00000000: stack 0x20004000, reset 0x00000441, 2 handlers in code",
            "flash 1 568 of 2 097 152 (2 095 584 free), ram 20 416 of 524 288 (503 872 free)",
            "5 sections apart",
            "1 568 bytes of 4 sections",
            "models 2 000, all else 2 032 of at most 4 096",
            "100 bytes in flash",
            "none of this computer");
  }

  @Test
  void theDocumentationTellsOfEveryCheck() throws IOException {
    String page = Files.readString(Path.of("../docs/add-a-board.md"));
    Pattern row = Pattern.compile("^\\| (\\w+) \\|", Pattern.MULTILINE);
    assertThat(
            row.matcher(page.substring(page.indexOf("|---|", page.indexOf("| check |")))).results())
        .extracting(match -> match.group(1))
        .containsExactlyElementsOf(ImageChecks.names());
  }

  @Test
  void weightsWithoutASymbolAreFoundByWhatTheyHold() {
    TestImage image = new TestImage();
    image.objects.remove(0);
    assertThat(new WeightsCheck().run(image.build()).details())
        .containsExactly("100 bytes in flash");
  }

  @Test
  void fewBytesOfWeightsMayBeOperandsOfInstructions() {
    TestImage image = new TestImage();
    image.objects.remove(0);
    image.constants[10]++;
    image.weights = Arrays.copyOf(image.weights, 64);
    assertThat(new WeightsCheck().run(image.build()).details())
        .containsExactly("0 bytes in flash, 64 in instructions");
    image.weights = Arrays.copyOf(image.weights, 65);
    assertThat(new WeightsCheck().run(image.build()).state()).isEqualTo(State.FAILED);
  }

  @Test
  void weightsThatNoOutputHangsOnMayBeLeftOutButNotSpoiled() {
    TestImage image = new TestImage();
    image.weightsAreNeeded = false;
    assertThat(new WeightsCheck().run(image.build()).details())
        .containsExactly("100 bytes in flash");
    image.constants[10]++;
    assertThat(new WeightsCheck().run(image.build()).state()).isEqualTo(State.FAILED);
    image.objects.remove(0);
    assertThat(new WeightsCheck().run(image.build()))
        .isEqualTo(Outcome.of(List.of(), "0 bytes in flash, 100 left out"));
  }

  private static ImageCheck[] checks() {
    return new ImageCheck[] {
      new MachineCheck(),
      new EntryCheck(),
      new VectorsCheck(),
      new RegionsCheck(),
      new OverlapCheck(),
      new LoadedCheck(),
      new VariablesCheck(),
      new WeightsCheck(),
      new PathsCheck()
    };
  }

  static List<Arguments> spoiled() {
    return List.of(
        spoiled(new MachineCheck(), i -> i.machine = 243, "machine 243; armv7e-m is machine 40"),
        spoiled(new MachineCheck(), i -> i.wide = true, "64 bits"),
        spoiled(new EntryCheck(), i -> i.entry = 0x501, "0x00000500 lies in no section"),
        spoiled(new VectorsCheck(), i -> i.entry = 0x443, "but the file's entry 0x00000443"),
        spoiled(
            new VectorsCheck(), i -> i.vectors.putInt(0, 0x1000), "stack pointer is 0x00001000"),
        spoiled(new VectorsCheck(), i -> i.vectors.putInt(0, 0x2000_3ffc), "a multiple of 8"),
        spoiled(new VectorsCheck(), i -> i.vectors.putInt(0, 0x2008_0008), "is 0x20080008"),
        spoiled(new VectorsCheck(), i -> i.vectors.putInt(4, 0), "reset vector is 0"),
        spoiled(new VectorsCheck(), i -> i.vectors.putInt(12, 0x450), "vector 3 is 0x00000450"),
        spoiled(new VectorsCheck(), i -> i.vectors.putInt(12, 0x501), "vector 3 is 0x00000501"),
        spoiled(
            new RegionsCheck(),
            i -> i.data(".lost", 0x4000_0000L, 0x700, new byte[8]),
            "'.lost' lies at 0x40000000…0x40000007, which is in no region of board.yaml"),
        spoiled(
            new RegionsCheck(),
            i -> i.data(".lost", 0x2000_8000L, 0x70_0000, new byte[8]),
            "'.lost' is stored at 0x00700000"),
        spoiled(
            new RegionsCheck(),
            i -> i.data(".large", 0x2000_6000L, 0x700, new byte[506_000]),
            "region 'ram' has 524 288 bytes; sections and stacks take 526 416, 2 128 too many"),
        spoiled(
            new OverlapCheck(),
            i -> i.data(".twice", 0x4f0, 0x4f0, new byte[0x20]),
            "'.text' at 0x00000400 and '.twice' at 0x000004f0 overlap"),
        spoiled(
            new OverlapCheck(),
            i -> i.data(".twice", 0x2000_8000L, 0x610, new byte[8]),
            "'.data' and '.twice' are both stored at 0x00000610"),
        spoiled(
            new LoadedCheck(),
            i -> i.notLoaded.add(".data"),
            "'.data' holds 32 bytes for 0x20004000, which no segment loads"),
        spoiled(
            new VariablesCheck(),
            i -> i.data(".more", 0x2000_8000L, 0x700, new byte[3000]),
            "have 5 032 bytes of variables; agentBytes in board.yaml is 4 096"),
        spoiled(
            new WeightsCheck(),
            i -> i.objects.add(new ElfSymbol("_ZN5model7weights6CONV_2E", 0x2000_4000L, 16)),
            "model::weights::CONV_2, 16 bytes, lies in RAM at 0x20004000"),
        spoiled(
            new WeightsCheck(),
            i -> i.constants[99]++,
            "model::weights::CONV_1 at 0x00000500 is not what the compiler wrote, from byte 99 of"
                + " 100 on"),
        spoiled(
            new WeightsCheck(),
            i -> i.objects.set(0, new ElfSymbol("_ZN5model7weights6CONV_1E", 0x5a0, 100)),
            "model::weights::CONV_1 at 0x000005a0 is not what the compiler wrote, from byte 0 of"
                + " 100 on"),
        spoiled(
            new WeightsCheck(),
            i -> {
              i.objects.remove(0);
              i.constants[50]++;
            },
            "model::weights::CONV_1, 100 bytes, is not in flash"),
        spoiled(
            new WeightsCheck(),
            i -> i.data(".copied", 0x2000_8000L, 0x700, i.weights),
            "model::weights::CONV_1, 100 bytes, is copied to RAM at 0x20008000"),
        spoiled(
            new PathsCheck(),
            i ->
                i.data(
                    ".strings",
                    0x700,
                    0x700,
                    (TestImage.ROOT + "/a.rs\0").getBytes(StandardCharsets.UTF_8)),
            "'.strings' holds '" + TestImage.ROOT + "/a.rs'"));
  }

  private static Arguments spoiled(ImageCheck check, Consumer<TestImage> how, String problem) {
    return Arguments.of(check.getClass().getSimpleName(), problem, check, how);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("spoiled")
  void tellsWhatIsWrong(String name, String problem, ImageCheck check, Consumer<TestImage> how) {
    TestImage image = new TestImage();
    how.accept(image);
    Outcome outcome = check.run(image.build());
    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(String.join("\n", outcome.details())).contains(problem);
  }
}
