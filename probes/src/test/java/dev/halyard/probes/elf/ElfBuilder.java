package dev.halyard.probes.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes small ELF files for tests: one loaded segment and a symbol table. */
public final class ElfBuilder {
  private final boolean wide;
  private final int machine;
  private final long origin;
  private final byte[] code;
  private final List<ElfSymbol> symbols = new ArrayList<>();

  /**
   * @param wide 64 bits
   * @param machine the number of the instruction set
   * @param origin where the code is loaded and starts
   */
  public ElfBuilder(boolean wide, int machine, long origin, byte[] code) {
    this.wide = wide;
    this.machine = machine;
    this.origin = origin;
    this.code = code.clone();
  }

  /** Adds a function. */
  public ElfBuilder function(String name, long address, long size) {
    symbols.add(new ElfSymbol(name, address, size));
    return this;
  }

  /** Returns the file. */
  public byte[] build() {
    int header = wide ? 64 : 52;
    int programHeader = wide ? 56 : 32;
    int symbolEntry = wide ? 24 : 16;
    int codeAt = header + programHeader;
    int symbolsAt = codeAt + (code.length + 7) / 8 * 8;
    int namesAt = symbolsAt + symbolEntry * (symbols.size() + 1);
    StringBuilder names = new StringBuilder("\0");
    symbols.forEach(symbol -> names.append(symbol.name()).append('\0'));
    int sectionsAt = (namesAt + names.length() + 7) / 8 * 8;
    ByteBuffer out = ByteBuffer.allocate(sectionsAt + 3 * (wide ? 64 : 40));
    out.order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), 1, 1}).position(16);
    out.putShort((short) 2).putShort((short) machine).putInt(1);
    word(out, origin);
    word(out, header);
    word(out, sectionsAt);
    out.putInt(0).putShort((short) header).putShort((short) programHeader).putShort((short) 1);
    out.putShort((short) (wide ? 64 : 40)).putShort((short) 3).putShort((short) 0);
    putSegment(out, codeAt);
    out.put(codeAt, code);
    putSymbols(out.position(symbolsAt + symbolEntry));
    out.put(namesAt, names.toString().getBytes(StandardCharsets.UTF_8));
    putSection(out.position(sectionsAt + (wide ? 64 : 40)), 2, symbolsAt, namesAt - symbolsAt, 2);
    putSection(out, 3, namesAt, names.length(), 0);
    return out.array();
  }

  private void putSegment(ByteBuffer out, int codeAt) {
    out.putInt(1);
    if (wide) {
      out.putInt(5);
    }
    word(out, codeAt);
    word(out, origin);
    word(out, origin);
    word(out, code.length);
    word(out, code.length);
    if (!wide) {
      out.putInt(5);
    }
    word(out, 4);
  }

  private void putSymbols(ByteBuffer out) {
    int name = 1;
    for (ElfSymbol symbol : symbols) {
      out.putInt(name);
      if (wide) {
        out.put((byte) 0x12).put((byte) 0).putShort((short) 1);
      }
      word(out, symbol.address());
      word(out, symbol.size());
      if (!wide) {
        out.put((byte) 0x12).put((byte) 0).putShort((short) 1);
      }
      name += symbol.name().length() + 1;
    }
  }

  private void putSection(ByteBuffer out, int type, int offset, int size, int link) {
    out.putInt(0).putInt(type);
    word(out, 0);
    word(out, 0);
    word(out, offset);
    word(out, size);
    out.putInt(link).putInt(0);
    word(out, 1);
    word(out, 0);
  }

  private void word(ByteBuffer out, long value) {
    if (wide) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }
}
