package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(FlashSize.of(elf(0, 0x20_0000, 0x2000_0000), board)).isEqualTo(32L);
  }

  /** An ELF file with one segment of 16 bytes at each load address. */
  private static byte[] elf(int... addresses) {
    ByteBuffer bytes = ByteBuffer.allocate(52 + 32 * addresses.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(4, (byte) 1).putInt(28, 52).putShort(44, (short) addresses.length);
    for (int i = 0; i < addresses.length; i++) {
      int header = 52 + 32 * i;
      bytes.putInt(header, 1).putInt(header + 12, addresses[i]).putInt(header + 16, 16);
    }
    return bytes.array();
  }
}
