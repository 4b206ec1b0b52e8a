package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfSection;
import dev.halyard.targets.MemoryRegion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The vector table of a Cortex-M: the first thing in flash, but for a second-stage boot loader;
 * aligned to its size; a stack pointer in RAM; handlers that are Thumb code.
 *
 * <p>Source: Armv7-M Architecture Reference Manual, B1.5.3 and B3.2.5 (VTOR).
 */
final class CortexMVectors {
  private static final String TABLE = ".vector_table";
  private static final int SYSTEM_VECTORS = 16;
  private static final long LEAST_ALIGNMENT = 128;
  private static final long BOOT_LOADER_BYTES = 256;

  private final Image image;
  private final List<String> problems = new ArrayList<>();

  private CortexMVectors(Image image) {
    this.image = image;
  }

  static Outcome check(Image image) {
    Optional<ElfSection> table =
        image.elf().sections().stream().filter(s -> s.name().equals(TABLE)).findFirst();
    return table
        .map(section -> new CortexMVectors(image).check(section))
        .orElseGet(() -> Outcome.of(List.of("there is no section " + TABLE), ""));
  }

  private Outcome check(ElfSection table) {
    checkPlace(table);
    ByteBuffer words = Code.contents(table);
    int vectors = words.limit() / 4;
    if (vectors < SYSTEM_VECTORS) {
      problems.add("it has %d vectors; a core has at least %d".formatted(vectors, SYSTEM_VECTORS));
      return Outcome.of(problems, "");
    }
    long stack = Integer.toUnsignedLong(words.getInt(0));
    checkStack(stack);
    long reset = Integer.toUnsignedLong(words.getInt(4));
    if (reset == 0) {
      problems.add("the reset vector is 0");
    }
    if ((reset | 1) != (image.elf().entry() | 1)) {
      problems.add(
          "the reset vector is 0x%08x, but the file's entry 0x%08x"
              .formatted(reset, image.elf().entry()));
    }
    int handlers = 0;
    for (int i = 1; i < vectors; i++) {
      handlers += checkHandler(i, Integer.toUnsignedLong(words.getInt(4 * i)));
    }
    return Outcome.of(
        problems,
        "0x%08x: stack 0x%08x, reset 0x%08x, %d handlers in code"
            .formatted(table.address(), stack, reset, handlers));
  }

  private void checkPlace(ElfSection table) {
    long flash = image.memory().bootFlash().origin();
    boolean afterBootLoader =
        table.address() == flash + BOOT_LOADER_BYTES
            && image.elf().sections().stream().anyMatch(s -> s.address() == flash && s.isStored());
    if (table.address() != flash && !afterBootLoader) {
      problems.add("it lies at 0x%08x; flash starts at 0x%08x".formatted(table.address(), flash));
    }
    long alignment = Math.max(LEAST_ALIGNMENT, Long.highestOneBit(2 * table.size() - 1));
    if (table.address() % alignment != 0) {
      problems.add(
          "it lies at 0x%08x and has %d bytes; its address must be a multiple of %d"
              .formatted(table.address(), table.size(), alignment));
    }
  }

  private void checkStack(long stack) {
    MemoryMap memory = image.memory();
    boolean inRam =
        image.board().memory().stream()
            .filter(MemoryRegion::isRam)
            .anyMatch(ram -> stack > memory.origin(ram) && stack <= memory.end(ram));
    if (!inRam || stack % 8 != 0) {
      problems.add(
          "the stack pointer is 0x%08x; expected: the end of something in RAM, a multiple of 8"
              .formatted(stack));
    }
  }

  /** Returns how many handlers the vector names: 0 for one that the core has no use for. */
  private int checkHandler(int number, long vector) {
    if (vector == 0) {
      return 0;
    }
    if (vector % 2 == 0 || Code.sectionAt(image, vector & ~1L).isEmpty()) {
      problems.add("vector %d is 0x%08x, which is no Thumb code".formatted(number, vector));
    }
    return 1;
  }
}
