package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfFile;
import dev.halyard.targets.InstructionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The executable is for the board's kind of core: 32 bits, low byte first, the right machine. */
final class MachineCheck implements ImageCheck {
  private static final int ARM = 40;
  private static final int AVR = 83;
  private static final int XTENSA = 94;
  private static final int RISCV = 243;

  private static final Map<InstructionSet, Integer> MACHINES =
      Map.of(
          InstructionSet.ARMV6_M, ARM,
          InstructionSet.ARMV7_M, ARM,
          InstructionSet.ARMV7E_M, ARM,
          InstructionSet.ARMV8_M_MAIN, ARM,
          InstructionSet.RV32IMAC, RISCV,
          InstructionSet.XTENSA_LX, XTENSA,
          InstructionSet.AVR, AVR);

  /** Returns the number that ELF files have for a core; 0 if no file can be for it. */
  static int machine(InstructionSet instructionSet) {
    return MACHINES.getOrDefault(instructionSet, 0);
  }

  @Override
  public Outcome run(Image image) {
    ElfFile elf = image.elf();
    InstructionSet expected = image.board().instructionSet();
    List<String> problems = new ArrayList<>();
    if (elf.wide() || elf.bigEndian()) {
      problems.add(
          "the file has %d bits and its %s byte first; expected: 32 bits, low byte first"
              .formatted(elf.wide() ? 64 : 32, elf.bigEndian() ? "high" : "low"));
    }
    int machine = machine(expected);
    if (elf.machine() != machine) {
      problems.add(
          "the file is for machine %d; %s is machine %d"
              .formatted(elf.machine(), expected.text(), machine));
    }
    return Outcome.of(problems, "ELF32 for " + expected.text());
  }
}
