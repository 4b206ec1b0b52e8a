package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfSection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The reset vector of an AVR: a jump at address 0 to code of the program.
 *
 * <p>Source: AVR Instruction Set Manual, JMP and RJMP.
 */
final class AvrVectors {
  private static final int JMP = 0x940C;
  private static final int JMP_MASK = 0xFE0E;
  private static final int RJMP = 0xC000;
  private static final int RJMP_MASK = 0xF000;

  private AvrVectors() {}

  static Outcome check(Image image) {
    Optional<ElfSection> first = Code.sectionAt(image, 0);
    if (first.isEmpty() || first.get().size() < 4) {
      return Outcome.of(List.of("there is no code at 0, where the core starts"), "");
    }
    ByteBuffer code = Code.contents(first.get());
    int word = code.getShort((int) -first.get().address()) & 0xFFFF;
    long target;
    if ((word & JMP_MASK) == JMP) {
      target = 2L * (code.getShort(2) & 0xFFFF);
    } else if ((word & RJMP_MASK) == RJMP) {
      target = 2L * ((word << 20) >> 20) + 2;
    } else {
      return Outcome.of(
          List.of("the word at 0 is 0x%04x, which is no jump to the start".formatted(word)), "");
    }
    List<String> problems =
        Code.sectionAt(image, target).isEmpty() || target == 0
            ? List.of("reset jumps to 0x%04x, where there is no code".formatted(target))
            : List.of();
    return Outcome.of(problems, "reset jumps to 0x%04x".formatted(target));
  }
}
