package dev.halyard.probes.elf;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an ELF file tells of its program; 32 and 64 bits, any byte order.
 *
 * @param machine number of the instruction set
 * @param wide whether it is of 64 bits
 * @param bigEndian whether numbers start with their highest byte
 * @param entry address of the first instruction, with bit 0 as the file has it
 * @param segments what is loaded, in the file's order
 * @param sections that take memory at run time, in the file's order
 * @param functions with a size, in the file's order
 * @param objects variables and constants with a size, in the file's order
 */
public record ElfFile(
    int machine,
    boolean wide,
    boolean bigEndian,
    long entry,
    List<ElfSegment> segments,
    List<ElfSection> sections,
    List<ElfSymbol> functions,
    List<ElfSymbol> objects) {
  private static final long MAX_BYTES = 1L << 30;

  /** Copies the lists. */
  public ElfFile {
    segments = List.copyOf(segments);
    sections = List.copyOf(sections);
    functions = List.copyOf(functions);
    objects = List.copyOf(objects);
  }

  /**
   * Reads a file.
   *
   * @throws ProbeException if the file cannot be read, or is no sound ELF file
   */
  public static ElfFile read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new Malformed("it has " + size + " bytes; accepted: up to " + MAX_BYTES);
      }
      return parse(Files.readAllBytes(file));
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

  static ElfFile parse(byte[] content) throws Malformed {
    return new ElfReader(content).read();
  }

  /** A file claims what cannot be. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }
}
