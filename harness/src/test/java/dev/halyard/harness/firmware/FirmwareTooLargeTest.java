package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.harness.image.Image;
import dev.halyard.probes.elf.ElfFile;
import dev.halyard.probes.elf.ElfSegment;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirmwareTooLargeTest {
  private final Board board =
      BoardCatalog.load(Path.of("../targets/boards")).board("cortex-m7-emulated");

  @Test
  void namesTheLargestOverflowThatLldTellsOf() {
    List<String> log =
        List.of(
            "  = note: ld.lld-22: error: section '.text' will not fit in region 'FLASH': overflowed by 1624 bytes",
            "          ld.lld-22: error: section '.bss' will not fit in region 'RAM': overflowed by 12600 bytes");
    assertThat(FirmwareTooLarge.inLog(log, board, List.of()).orElseThrow())
        .hasMessage(
            "firmware for 'cortex-m7-emulated': too large for its region RAM by 12,600 bytes; the board has"
                + " 2,097,152 bytes of flash and 524,288 of RAM, of which ; the rest is code and stack");
  }

  @Test
  void readsTheWordsOfGnuLd() {
    List<String> log = List.of("ld: region `FLASH' overflowed by 8 bytes");
    assertThat(FirmwareTooLarge.inLog(log, board, List.of()).orElseThrow())
        .hasMessageContaining("region FLASH by 8 bytes");
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
        .hasMessageContaining("too large for its flash by 1 bytes");
  }

  @Test
  void countsWhatLiesBeyondTheFlash() {
    List<ElfSegment> segments =
        Stream.of(0L, 0x20_0000L, 0x2000_0000L)
            .map(address -> new ElfSegment(address, address, 0, 16, 16))
            .toList();
    ElfFile elf = new ElfFile(40, false, false, 0, segments, List.of(), List.of(), List.of());
    Path here = Path.of("");
    assertThat(FlashSize.of(new Image(here, elf, board, List.of(), here))).isEqualTo(32L);
  }
}
