package dev.halyard.harness.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reads UF2: numbered blocks of 512 bytes, each with an address and up to 476 bytes.
 *
 * <p>Before them there may be the one block that erratum RP2350-E10 asks for: {@code
 * targets/images/uf2} tells of it, and the program has no part in it.
 *
 * <p>Source: the format's specification, of Microsoft.
 */
final class Uf2 {
  private static final int BLOCK_BYTES = 512;
  private static final int HEADER_BYTES = 32;
  private static final int MOST_DATA_BYTES = 476;
  private static final int START = 0x0A324655;
  private static final int START_2 = 0x9E5D5157;
  private static final int END = 0x0AB16F30;
  private static final int NOT_FLASH = 1;
  private static final int ABSOLUTE_FAMILY = 0xE48BFF57;
  private static final byte ABSOLUTE_FILL = (byte) 0xEF;

  private Uf2() {}

  static StoredBytes read(byte[] file) throws MalformedImage {
    int from = startsWithAbsoluteBlock(file) ? BLOCK_BYTES : 0;
    return readProgram(Arrays.copyOfRange(file, from, file.length));
  }

  private static boolean startsWithAbsoluteBlock(byte[] file) {
    if (file.length <= BLOCK_BYTES) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int bytes = header.getInt(16);
    return header.getInt(28) == ABSOLUTE_FAMILY
        && bytes <= MOST_DATA_BYTES
        && IntStream.range(HEADER_BYTES, HEADER_BYTES + bytes)
            .allMatch(at -> file[at] == ABSOLUTE_FILL);
  }

  private static StoredBytes readProgram(byte[] file) throws MalformedImage {
    int count = file.length / BLOCK_BYTES;
    if (count == 0 || file.length % BLOCK_BYTES != 0) {
      throw new MalformedImage("it has %d bytes, no whole blocks".formatted(file.length));
    }
    ByteBuffer blocks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    StoredBytes stored = new StoredBytes();
    for (int number = 0; number < count; number++) {
      int at = number * BLOCK_BYTES;
      int bytes = blocks.getInt(at + 16);
      boolean marked =
          blocks.getInt(at) == START
              && blocks.getInt(at + 4) == START_2
              && blocks.getInt(at + BLOCK_BYTES - Integer.BYTES) == END;
      boolean numbered = blocks.getInt(at + 20) == number && blocks.getInt(at + 24) == count;
      if (!marked || !numbered || bytes < 0 || bytes > MOST_DATA_BYTES) {
        throw new MalformedImage("block %d of %d is damaged".formatted(number, count));
      }
      if ((blocks.getInt(at + 8) & NOT_FLASH) == 0) {
        long address = Integer.toUnsignedLong(blocks.getInt(at + 12));
        int start = at + HEADER_BYTES;
        stored.add(address, Arrays.copyOfRange(file, start, start + bytes));
      }
    }
    return stored;
  }
}
