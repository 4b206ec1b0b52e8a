package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.Firmware;
import dev.halyard.harness.firmware.FirmwareBuilder;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.image.Outcome.State;
import dev.halyard.probes.elf.ElfFile;
import dev.halyard.probes.elf.ElfSection;
import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.probes.elf.RustNames;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What lies where in a firmware of a core whose loads do not see flash: constants that nobody
 * placed would be copied to its 2 KB of RAM.
 */
class AvrImageIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final long RAM = 0x800100;
  private static final int POINTER_TABLES_BYTES = 64;

  /** What the linker calls constants in program memory: where they lie, how many bytes. */
  private static final Pattern CONSTANTS =
      Pattern.compile(" \\.progmem\\.data +(0x\\p{XDigit}+) +(0x\\p{XDigit}+) .*");

  private static Firmware firmware;
  private static Image image;

  @BeforeAll
  static void build() throws IOException {
    Board board = BoardCatalog.load(ROOT.resolve("targets/boards")).board("atmega328p-emulated");
    ModelFile model = ModelFile.read(ROOT.resolve("suites/models/digits_tiny.tflite"));
    FirmwareBuilder builder = new FirmwareBuilder(ROOT, ROOT.resolve(".halyard"));
    firmware = builder.build(builder.compile(List.of(model), board, InputPolicy.CONSUMED));
    ModelCrate crate = firmware.models().get(0).crate();
    List<Image.Weights> weights =
        crate.weights().stream()
            .map(array -> new Image.Weights(array.name(), array.contents().toBytes(), true))
            .toList();
    image =
        Image.read(
            firmware.elf(),
            board,
            List.of(new Image.Model("digits_tiny", weights)),
            firmware.images(),
            ROOT);
  }

  @Test
  void everyCheckOfTheImagePasses() {
    assertThat(firmware.image().checks())
        .extracting(check -> check.outcome().state())
        .containsOnly(State.OK);
  }

  /** Of what is copied at start-up, the compiler's tables of functions behind `dyn` are all. */
  @Test
  void nothingOfTheModelIsCopiedToRam() {
    ElfSection data =
        image.elf().sections().stream()
            .filter(section -> section.name().equals(".data"))
            .findFirst()
            .orElseThrow();
    assertThat(data.size()).isLessThanOrEqualTo(POINTER_TABLES_BYTES);
    assertThat(image.elf().objects())
        .filteredOn(object -> object.address() >= RAM)
        .extracting(object -> RustNames.path(object.name()))
        .noneMatch(path -> path.startsWith("digits_tiny::") || path.startsWith("halyard_kernels::"))
        .contains("halyard_models::DIGITS_TINY");
  }

  /** The linker's own account: what it put into RAM is told by name, and no name is the model's. */
  @Test
  void theLinkersMapHasWeightsInFlashAlone() throws IOException {
    List<String> map = Files.readAllLines(firmware.map());
    List<String> inRam =
        map.stream()
            .dropWhile(line -> !line.startsWith(".data "))
            .takeWhile(line -> !line.startsWith(".noinit"))
            .map(String::strip)
            .filter(line -> line.matches("\\.(data|bss|rodata)\\..+"))
            .toList();
    assertThat(inRam)
        .anyMatch(line -> line.endsWith("halyard_models11DIGITS_TINY"))
        .noneMatch(line -> line.contains("11digits_tiny"));
    long weights =
        image.models().get(0).weights().stream().mapToLong(array -> array.contents().length).sum();
    assertThat(map)
        .anySatisfy(
            line -> {
              Matcher constants = CONSTANTS.matcher(line);
              assertThat(constants.matches()).isTrue();
              assertThat(Long.decode(constants.group(1))).isLessThan(RAM);
              assertThat(Long.decode(constants.group(2))).isGreaterThan(weights);
            });
  }

  @Test
  void aWeightInRamIsRefused() {
    ElfFile is = image.elf();
    List<ElfSymbol> moved =
        is.objects().stream()
            .map(
                object ->
                    RustNames.path(object.name()).endsWith("STEM_1_WEIGHTS")
                        ? new ElfSymbol(object.name(), RAM + 16, object.size())
                        : object)
            .toList();
    assertThat(moved).isNotEqualTo(is.objects());
    ElfFile spoiled =
        new ElfFile(
            is.machine(),
            is.wide(),
            is.bigEndian(),
            is.entry(),
            is.segments(),
            is.sections(),
            is.functions(),
            moved);
    Outcome outcome =
        new WeightsCheck()
            .run(new Image(image.file(), spoiled, image.board(), image.models(), List.of(), ROOT));
    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(outcome.details())
        .singleElement()
        .asString()
        .contains("digits_tiny::weights::STEM_1_WEIGHTS")
        .contains("lies in RAM at 0x00800110");
  }
}
