package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.CompileOptions;
import dev.halyard.engine.Compiler;
import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.diagnostic.Shortage;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.image.Image;
import dev.halyard.probes.elf.ElfFile;
import dev.halyard.probes.elf.ElfSegment;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirmwareTooLargeTest {
  private static final BoardCatalog BOARDS = BoardCatalog.load(Path.of("../targets/boards"));

  private final Board board = BOARDS.board("cortex-m7-emulated");

  @Test
  void tellsOfBothMemoriesByTheLargestOverflowOfEach() {
    List<String> log =
        List.of(
            "  = note: ld.lld-22: error: section '.text' will not fit in region 'FLASH': overflowed"
                + " by 1624 bytes",
            "          ld.lld-22: error: section '.rodata' will not fit in region 'FLASH':"
                + " overflowed by 1800 bytes",
            "          ld.lld-22: error: section '.bss' will not fit in region 'RAM': overflowed by"
                + " 12600 bytes");
    DoesNotFitException error = FirmwareTooLarge.inLog(log, board, List.of(crate())).orElseThrow();
    assertThat(error.shortages())
        .containsExactly(
            new Shortage(Shortage.Memory.RAM, 524_288 + 12_600, 524_288),
            new Shortage(Shortage.Memory.FLASH, 2_097_152 + 1800, 2_097_152));
    assertThat(error)
        .hasMessage(
            """
            firmware for 'cortex-m7-emulated': too large for the board's 524 288 bytes of RAM: 12 600\
             too many; arenas take 80, stack and other variables 536 808; largest of 'sine' at node\
             'sin_x': scratch of 'sin_x' 64, tensor 'sequential_1/hidden_2_1/MatMul' 16,\
             tensor 'sin_x' 1
            firmware for 'cortex-m7-emulated': too large for the board's 2 097 152 bytes of flash:\
             1 800 too many; weights take 656, code and its constants 2 098 296; largest of 'sine':\
             node 'hidden_2_1' 384, 'hidden_1_1' 160, 'sin_x' 112\
            """);
  }

  @Test
  void readsTheWordsOfGnuLd() {
    assertThat(excess("ld: region `FLASH' overflowed by 8 bytes")).isEqualTo("FLASH 8");
    assertThat(excess("avr-ld: region `text' overflowed by 9 bytes")).isEqualTo("FLASH 9");
    assertThat(excess("avr-ld: region `data' overflowed by 10 bytes")).isEqualTo("RAM 10");
  }

  /** Where the boot ROM loads code into RAM, that RAM is called flash: it is not written. */
  @Test
  void takesTheKindOfARegionFromTheBoard() {
    Board esp32s3 = BOARDS.board("esp32s3");
    List<String> log =
        List.of(
            "ld: region `IRAM' overflowed by 4096 bytes",
            "ld: region `DROM' overflowed by 100 bytes",
            "ld: region `RAM' overflowed by 8 bytes");
    DoesNotFitException error =
        FirmwareTooLarge.inLog(log, esp32s3, List.of(crate())).orElseThrow();
    assertThat(error.shortages())
        .containsExactly(
            new Shortage(Shortage.Memory.RAM, 79_872 + 8, 79_872),
            new Shortage(Shortage.Memory.FLASH, 81_920 + 4096, 81_920),
            new Shortage(Shortage.Memory.FLASH, 261_120 + 100, 261_120));
    assertThat(error.getMessage().lines())
        .satisfiesExactly(
            ram ->
                assertThat(ram)
                    .contains(
                        "79 872 bytes of RAM in 'ram': 8 too many; arenas take 80, other var"),
            code ->
                assertThat(code)
                    .endsWith("the board's 81 920 bytes of flash in 'iram': 4 096 too many"),
            weights ->
                assertThat(weights)
                    .contains(
                        "bytes of flash in 'drom': 100 too many; weights take 656, constants"));
  }

  @Test
  void aSmallRegionOfFlashIsFlash() {
    Board stm32h747 = BOARDS.board("stm32h747");
    List<String> log =
        List.of("error: section '.x' will not fit in region 'BANK2': overflowed by 4 bytes");
    assertThat(FirmwareTooLarge.inLog(log, stm32h747, List.of(crate())).orElseThrow())
        .hasMessageEndingWith("the board's 256 bytes of flash in 'bank2': 4 too many");
  }

  private String excess(String line) {
    Shortage shortage =
        FirmwareTooLarge.inLog(List.of(line), board, List.of()).orElseThrow().shortages().get(0);
    return shortage.memory() + " " + shortage.excess();
  }

  private ModelCrate crate() {
    try {
      byte[] model = Files.readAllBytes(Path.of("../suites/models/sine.tflite"));
      CompileOptions options = CompileOptions.DEFAULT.withInputs(InputPolicy.CONSUMED);
      return Compiler.compile(model, "sine.tflite", board, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void otherErrorsAreNoOverflow() {
    List<String> log = List.of("error: could not compile `halyard-agent` (lib)");
    assertThat(FirmwareTooLarge.inLog(log, board, List.of())).isEmpty();
  }

  @Test
  void refusesWhatIsLargerThanTheFlash() {
    FirmwareTooLarge.requireFits(board.flashBytes(), board, List.of());
    assertThatThrownBy(() -> FirmwareTooLarge.requireFits(board.flashBytes() + 1, board, List.of()))
        .hasMessageContaining("2 097 152 bytes of flash: 1 too many");
  }

  @Test
  void countsWhatLiesBeyondTheFlash() {
    List<ElfSegment> segments =
        Stream.of(0L, 0x20_0000L, 0x2000_0000L)
            .map(address -> new ElfSegment(address, address, 0, 16, 16))
            .toList();
    ElfFile elf = new ElfFile(40, false, false, 0, segments, List.of(), List.of(), List.of());
    Path here = Path.of("");
    assertThat(FlashSize.of(new Image(here, elf, board, List.of(), List.of(), here)))
        .isEqualTo(32L);
  }
}
