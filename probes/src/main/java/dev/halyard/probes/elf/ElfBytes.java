package dev.halyard.probes.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of an ELF file, read only where they are. */
final class ElfBytes {
  private static final int MAX_NAME_BYTES = 4096;

  private final ByteBuffer bytes;
  private final boolean wide;

  ElfBytes(byte[] content) throws ElfFile.Malformed {
    bytes = ByteBuffer.wrap(content);
    if (bytes.limit() < 20 || bytes.getInt(0) != 0x7f454c46) {
      throw new ElfFile.Malformed("it does not start as one");
    }
    wide = bytes.get(4) == 2;
    bytes.order(bytes.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns whether the file is of 64 bits. */
  boolean wide() {
    return wide;
  }

  boolean bigEndian() {
    return bytes.order() == ByteOrder.BIG_ENDIAN;
  }

  int half(long offset) throws ElfFile.Malformed {
    return bytes.getShort(check(offset, 2)) & 0xffff;
  }

  int octet(long offset) throws ElfFile.Malformed {
    return bytes.get(check(offset, 1)) & 0xff;
  }

  long word32(long offset) throws ElfFile.Malformed {
    return bytes.getInt(check(offset, 4)) & 0xffffffffL;
  }

  /** Returns an address, offset or size: 32 or 64 bits, as the file has them. */
  long word(long offset) throws ElfFile.Malformed {
    return wide ? bytes.getLong(check(offset, 8)) : word32(offset);
  }

  byte[] copy(long offset, long size) throws ElfFile.Malformed {
    byte[] copy = new byte[(int) size];
    bytes.get(check(offset, size), copy);
    return copy;
  }

  /** Returns the text at {@code index} of a table of names. */
  String name(long table, long tableSize, long index) throws ElfFile.Malformed {
    check(table, tableSize);
    if (index >= tableSize) {
      throw new ElfFile.Malformed("a name lies outside of the names");
    }
    int start = (int) (table + index);
    int limit = (int) Math.min(table + tableSize, (long) start + MAX_NAME_BYTES);
    int end = start;
    while (end < limit && bytes.get(end) != 0) {
      end++;
    }
    return new String(copy(start, end - start), StandardCharsets.UTF_8);
  }

  int check(long offset, long size) throws ElfFile.Malformed {
    if (offset < 0 || size < 0 || size > bytes.limit() || offset > bytes.limit() - size) {
      throw new ElfFile.Malformed(
          "%d bytes at %d lie outside of its %d".formatted(size, offset, bytes.limit()));
    }
    return (int) offset;
  }
}
