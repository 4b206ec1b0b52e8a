package dev.halyard.harness.firmware;

import dev.halyard.targets.Board;
import dev.halyard.targets.InstructionSet;
import dev.halyard.targets.MemoryRegion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much flash a firmware takes: the bytes of its loadable segments whose load address lies in no
 * RAM region, initial values of variables included. So it counts what lies beyond the flash, too.
 *
 * <p>Source: System V ABI, program headers of ELF32.
 */
final class FlashSize {
  private static final int CLASS_32 = 1;
  private static final int LOADABLE = 1;
  private static final int PROGRAM_HEADER_BYTES = 32;

  private FlashSize() {}

  /** Returns the bytes, null for a board that has no flash of its own. */
  static @Nullable Long of(byte[] elf, Board board) {
    if (board.instructionSet() == InstructionSet.HOST) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
    if (elf.length < 52 || bytes.get(4) != CLASS_32) {
      throw new BuildException(
          "the firmware for " + board.name() + " is no 32-bit ELF file",
          List.of(),
          "check the board's target");
    }
    long total = 0;
    int table = bytes.getInt(28);
    int count = bytes.getShort(44) & 0xFFFF;
    for (int i = 0; i < count; i++) {
      int header = table + i * PROGRAM_HEADER_BYTES;
      long address = bytes.getInt(header + 12) & 0xFFFFFFFFL;
      if (bytes.getInt(header) == LOADABLE && !isRam(address, board)) {
        total += bytes.getInt(header + 16) & 0xFFFFFFFFL;
      }
    }
    return total;
  }

  private static boolean isRam(long address, Board board) {
    return board.memory().stream()
        .filter(region -> region.kind() == MemoryRegion.Kind.RAM)
        .anyMatch(region -> address >= region.origin() && address < region.end());
  }
}
