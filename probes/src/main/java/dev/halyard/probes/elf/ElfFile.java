package dev.halyard.probes.elf;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the functions that an ELF file's symbol table names; 32 and 64 bits, any byte order. */
public final class ElfFile {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_NAME_BYTES = 4096;
  private static final int MACHINE_ARM = 40;
  private static final int SECTION_SYMBOLS = 2;
  private static final int SYMBOL_FUNCTION = 2;

  private final ByteBuffer bytes;
  private final boolean wide;

  private ElfFile(ByteBuffer bytes) throws Malformed {
    if (bytes.limit() < 20 || bytes.getInt(0) != 0x7f454c46) {
      throw new Malformed("it does not start as one");
    }
    this.bytes = bytes;
    this.wide = bytes.get(4) == 2;
    bytes.order(bytes.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns all functions with a size, in the file's order.
   *
   * @throws ProbeException if the file cannot be read, or is no sound ELF file
   */
  public static List<ElfSymbol> functions(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new Malformed("it has " + size + " bytes; accepted: up to " + MAX_BYTES);
      }
      return functions(Files.readAllBytes(file));
    } catch (Malformed e) {
      throw new ProbeException(
          "'%s' is no sound ELF file: %s".formatted(file, e.getMessage()),
          Evidence.NONE,
          "build the firmware again");
    } catch (IOException e) {
      throw new ProbeException(
          "cannot read '%s': %s".formatted(file, e), Evidence.NONE, "build the firmware again");
    }
  }

  static List<ElfSymbol> functions(byte[] content) throws Malformed {
    return new ElfFile(ByteBuffer.wrap(content)).functions();
  }

  /** A file claims what cannot be. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  private record Section(long type, long offset, long size, long link) {}

  private List<ElfSymbol> functions() throws Malformed {
    List<ElfSymbol> functions = new ArrayList<>();
    List<Section> sections = sections();
    for (Section section : sections) {
      if (section.type == SECTION_SYMBOLS) {
        if (section.link >= sections.size()) {
          throw new Malformed("its symbols name section " + section.link + ", which it lacks");
        }
        addFunctions(section, sections.get((int) section.link), functions);
      }
    }
    return functions;
  }

  private List<Section> sections() throws Malformed {
    long table = wide ? word64(40) : word32(32);
    int entry = half(wide ? 58 : 46);
    int count = half(wide ? 60 : 48);
    if (count > 0 && entry < (wide ? 64 : 40)) {
      throw new Malformed("its section headers have " + entry + " bytes each");
    }
    check(table, (long) count * entry);
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * entry;
      sections.add(
          wide
              ? new Section(word32(at + 4), word64(at + 24), word64(at + 32), word32(at + 40))
              : new Section(word32(at + 4), word32(at + 16), word32(at + 20), word32(at + 24)));
    }
    return sections;
  }

  private void addFunctions(Section symbols, Section names, List<ElfSymbol> functions)
      throws Malformed {
    check(symbols.offset, symbols.size);
    check(names.offset, names.size);
    boolean arm = half(18) == MACHINE_ARM;
    int entry = wide ? 24 : 16;
    for (long at = symbols.offset; at + entry <= symbols.offset + symbols.size; at += entry) {
      int kind = bytes.get((int) at + (wide ? 4 : 12)) & 0xf;
      long address = wide ? word64(at + 8) : word32(at + 4);
      long size = wide ? word64(at + 16) : word32(at + 8);
      if (kind == SYMBOL_FUNCTION && size > 0) {
        // Bit 0 of an Arm function's address says that it is Thumb code.
        functions.add(new ElfSymbol(name(names, word32(at)), arm ? address & ~1L : address, size));
      }
    }
  }

  private String name(Section names, long index) throws Malformed {
    if (index >= names.size) {
      throw new Malformed("a symbol's name lies outside of the names");
    }
    int start = (int) (names.offset + index);
    int limit = (int) Math.min(names.offset + names.size, (long) start + MAX_NAME_BYTES);
    int end = start;
    while (end < limit && bytes.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - start];
    bytes.get(start, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  private int half(long offset) throws Malformed {
    return bytes.getShort(check(offset, 2)) & 0xffff;
  }

  private long word32(long offset) throws Malformed {
    return bytes.getInt(check(offset, 4)) & 0xffffffffL;
  }

  private long word64(long offset) throws Malformed {
    return bytes.getLong(check(offset, 8));
  }

  private int check(long offset, long size) throws Malformed {
    if (offset < 0 || size < 0 || size > bytes.limit() || offset > bytes.limit() - size) {
      throw new Malformed(
          "%d bytes at %d lie outside of its %d".formatted(size, offset, bytes.limit()));
    }
    return (int) offset;
  }
}
