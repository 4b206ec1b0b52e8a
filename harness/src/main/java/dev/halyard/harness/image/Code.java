package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfSection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Where an image holds instructions. */
final class Code {
  private Code() {}

  /** Returns the section of instructions that an address lies in. */
  static Optional<ElfSection> sectionAt(Image image, long address) {
    return image.elf().sections().stream()
        .filter(section -> section.executable() && section.contains(address))
        .findFirst();
  }

  static boolean isArm(Image image) {
    return switch (image.board().instructionSet()) {
      case ARMV6_M, ARMV7_M, ARMV7E_M, ARMV8_M_MAIN -> true;
      default -> false;
    };
  }

  /** Returns the contents of a section as little-endian numbers. */
  static ByteBuffer contents(ElfSection section) {
    return ByteBuffer.wrap(section.contents()).order(ByteOrder.LITTLE_ENDIAN);
  }
}
