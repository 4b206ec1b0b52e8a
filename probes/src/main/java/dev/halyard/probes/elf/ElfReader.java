package dev.halyard.probes.elf;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes an ELF file apart.
 *
 * <p>Source: System V ABI, object files.
 */
final class ElfReader {
  private static final int MACHINE_ARM = 40;
  private static final int SECTION_SYMBOLS = 2;
  private static final int SECTION_NO_BITS = 8;
  private static final int FLAG_WRITABLE = 1;
  private static final int FLAG_ALLOCATED = 2;
  private static final int FLAG_EXECUTABLE = 4;
  private static final int SEGMENT_LOADED = 1;
  private static final int SYMBOL_OBJECT = 1;
  private static final int SYMBOL_FUNCTION = 2;

  private final ElfBytes bytes;
  private final boolean wide;
  private final List<Header> headers;
  private final List<ElfSegment> segments;

  /** A section header. */
  private record Header(
      long name, long type, long flags, long address, long offset, long size, long link) {}

  ElfReader(byte[] content) throws ElfFile.Malformed {
    bytes = new ElfBytes(content);
    wide = bytes.wide();
    headers = headers();
    segments = segments();
  }

  ElfFile read() throws ElfFile.Malformed {
    return new ElfFile(
        bytes.half(18),
        wide,
        bytes.bigEndian(),
        bytes.word(24),
        segments,
        sections(),
        symbols(SYMBOL_FUNCTION),
        symbols(SYMBOL_OBJECT));
  }

  private List<Header> headers() throws ElfFile.Malformed {
    long table = bytes.word(wide ? 40 : 32);
    int entry = bytes.half(wide ? 58 : 46);
    int count = bytes.half(wide ? 60 : 48);
    if (count > 0 && entry < (wide ? 64 : 40)) {
      throw new ElfFile.Malformed("its section headers have " + entry + " bytes each");
    }
    bytes.check(table, (long) count * entry);
    List<Header> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * entry;
      long word = wide ? 8 : 4;
      found.add(
          new Header(
              bytes.word32(at),
              bytes.word32(at + 4),
              bytes.word(at + 8),
              bytes.word(at + 8 + word),
              bytes.word(at + 8 + 2 * word),
              bytes.word(at + 8 + 3 * word),
              bytes.word32(at + 8 + 4 * word)));
    }
    return found;
  }

  private List<ElfSegment> segments() throws ElfFile.Malformed {
    long table = bytes.word(wide ? 32 : 28);
    int entry = bytes.half(wide ? 54 : 42);
    int count = bytes.half(wide ? 56 : 44);
    bytes.check(table, (long) count * entry);
    List<ElfSegment> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * entry;
      long word = wide ? 8 : 4;
      long first = at + word; // the type, and flags where words are wide
      if (bytes.word32(at) == SEGMENT_LOADED) {
        ElfSegment segment =
            new ElfSegment(
                bytes.word(first + word),
                bytes.word(first + 2 * word),
                bytes.word(first),
                bytes.word(first + 3 * word),
                bytes.word(first + 4 * word));
        bytes.check(segment.offset(), segment.fileBytes());
        found.add(segment);
      }
    }
    return found;
  }

  private List<ElfSection> sections() throws ElfFile.Malformed {
    int names = bytes.half(wide ? 62 : 50);
    List<ElfSection> found = new ArrayList<>();
    for (Header header : headers) {
      if ((header.flags & FLAG_ALLOCATED) != 0 && header.size > 0) {
        boolean stored = header.type != SECTION_NO_BITS;
        found.add(
            new ElfSection(
                names < headers.size() ? name(headers.get(names), header.name) : "",
                header.address,
                stored ? loadAddress(header) : header.address,
                header.size,
                stored ? bytes.copy(header.offset, header.size) : new byte[0],
                (header.flags & FLAG_EXECUTABLE) != 0,
                (header.flags & FLAG_WRITABLE) != 0));
      }
    }
    return found;
  }

  private long loadAddress(Header section) {
    return segments.stream()
        .filter(segment -> section.offset >= segment.offset())
        .filter(segment -> section.offset + section.size <= segment.offset() + segment.fileBytes())
        .mapToLong(segment -> segment.loadAddress() + section.offset - segment.offset())
        .findFirst()
        .orElse(section.address);
  }

  private List<ElfSymbol> symbols(int kind) throws ElfFile.Malformed {
    List<ElfSymbol> found = new ArrayList<>();
    for (Header header : headers) {
      if (header.type == SECTION_SYMBOLS) {
        if (header.link >= headers.size()) {
          throw new ElfFile.Malformed(
              "its symbols name section " + header.link + ", which it lacks");
        }
        addSymbols(header, headers.get((int) header.link), kind, found);
      }
    }
    return found;
  }

  private void addSymbols(Header table, Header names, int kind, List<ElfSymbol> found)
      throws ElfFile.Malformed {
    bytes.check(table.offset, table.size);
    // Bit 0 of an Arm function's address says that it is Thumb code.
    boolean thumb = bytes.half(18) == MACHINE_ARM && kind == SYMBOL_FUNCTION;
    int entry = wide ? 24 : 16;
    for (long at = table.offset; at + entry <= table.offset + table.size; at += entry) {
      long address = bytes.word(at + (wide ? 8 : 4));
      long size = bytes.word(at + (wide ? 16 : 8));
      if ((bytes.octet(at + (wide ? 4 : 12)) & 0xf) == kind && size > 0) {
        String name = name(names, bytes.word32(at));
        found.add(new ElfSymbol(name, thumb ? address & ~1L : address, size));
      }
    }
  }

  private String name(Header names, long index) throws ElfFile.Malformed {
    return bytes.name(names.offset, names.size, index);
  }
}
