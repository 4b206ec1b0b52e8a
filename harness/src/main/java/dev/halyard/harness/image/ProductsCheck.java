package dev.halyard.harness.image;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.probes.elf.ElfSection;
import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.probes.elf.RustNames;
import dev.halyard.targets.InstructionSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * On AVR, no function that LLVM compiled multiplies: in one with a large stack frame it may lose
 * the product, as {@code engine/tensor/src/multiply.rs} tells. Assembly may: our inner loop, and
 * what the libraries multiply with. Functions without a size are assembly, too.
 */
final class ProductsCheck implements ImageCheck {
  private static final Set<String> ASSEMBLY =
      Set.of(
          "halyard_kernels::mac::avr::dot",
          "__mulsf3x", // avr-libc
          "__mulsi3", // libgcc, as those below
          "__muluhisi3",
          "__umulhisi3");

  @Override
  public boolean appliesTo(Image image) {
    return image.board().instructionSet() == InstructionSet.AVR;
  }

  @Override
  public Outcome run(Image image) {
    List<String> problems = new ArrayList<>();
    int functions = 0;
    for (ElfSymbol function : image.elf().functions()) {
      String path = RustNames.path(function.name());
      if (!ASSEMBLY.contains(path)) {
        functions++;
        long address = multiplication(image, function);
        if (address >= 0) {
          problems.add("mul at 0x%04x in %s: its product may be lost".formatted(address, path));
        }
      }
    }
    if (!problems.isEmpty()) {
      problems.add("build without the instruction: -Ctarget-feature=-mul in cargo-config.toml");
    }
    return Outcome.of(
        problems, String.format(Locale.ROOT, "none in %s compiled functions", grouped(functions)));
  }

  /** Returns the address of a function's first multiplication, -1 if it has none. */
  private static long multiplication(Image image, ElfSymbol function) {
    ElfSection section = Code.sectionAt(image, function.address()).orElse(null);
    if (section == null) {
      return -1;
    }
    ByteBuffer code = Code.contents(section);
    int start = (int) (function.address() - section.address());
    int end = (int) Math.min(start + function.size(), code.limit() - 1L);
    for (int at = start; at < end; at += 2) {
      int word = Short.toUnsignedInt(code.getShort(at));
      if (isMultiplication(word)) {
        return section.address() + at;
      }
      at += hasSecondWord(word) ? 2 : 0;
    }
    return -1;
  }

  /** MUL; MULS; MULSU, FMUL, FMULS and FMULSU. */
  private static boolean isMultiplication(int word) {
    return (word & 0xfc00) == 0x9c00 || (word & 0xfe00) == 0x0200;
  }

  /** LDS and STS; JMP and CALL. */
  private static boolean hasSecondWord(int word) {
    return (word & 0xfc0f) == 0x9000 || (word & 0xfe0c) == 0x940c;
  }
}
