package dev.halyard.harness.image;

import dev.halyard.targets.Core;
import dev.halyard.targets.InstructionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How LLVM's disassembler is told what a core has. */
final class CoreOptions {
  /** What every core of an instruction set has. */
  private static final Map<InstructionSet, List<String>> BASE =
      Map.of(
          InstructionSet.ARMV6_M, List.of("--triple=thumbv6m-none-eabi"),
          InstructionSet.ARMV7_M, List.of("--triple=thumbv7m-none-eabi"),
          InstructionSet.ARMV7E_M, List.of("--triple=thumbv7em-none-eabi"),
          InstructionSet.ARMV8_M_MAIN, List.of("--triple=thumbv8m.main-none-eabi"),
          InstructionSet.RV32IMAC, List.of("--triple=riscv32", "--mattr=+m,+a,+c,+zicsr,+zifencei"),
          InstructionSet.XTENSA_LX, List.of("--triple=xtensa"),
          InstructionSet.AVR, List.of("--triple=avr"));

  /** What has every instruction that a compiler could have written by mistake, to name it by. */
  private static final Map<InstructionSet, List<String>> RICHEST =
      Map.of(
          InstructionSet.ARMV6_M, List.of("--triple=thumbv8.1m.main", "--mcpu=cortex-m55"),
          InstructionSet.ARMV7_M, List.of("--triple=thumbv8.1m.main", "--mcpu=cortex-m55"),
          InstructionSet.ARMV7E_M, List.of("--triple=thumbv8.1m.main", "--mcpu=cortex-m55"),
          InstructionSet.ARMV8_M_MAIN, List.of("--triple=thumbv8.1m.main", "--mcpu=cortex-m55"),
          InstructionSet.RV32IMAC,
              List.of("--triple=riscv32", "--mattr=+m,+a,+f,+d,+c,+v,+zba,+zbb,+zbc,+zbs,+zicond"),
          InstructionSet.XTENSA_LX, List.of("--triple=xtensa", "--mattr=" + XtensaFeatures.ALL),
          InstructionSet.AVR, List.of("--triple=avr", "--mcpu=avrxmega7"));

  private CoreOptions() {}

  /** Returns the options for a core that has what board.yaml says. */
  static List<String> of(Core core) {
    List<String> options = new ArrayList<>(base(core));
    String cpu = core.cpu();
    if (core.instructionSet() == InstructionSet.XTENSA_LX) {
      options.add("--mattr=" + XtensaFeatures.of(cpu));
    } else if (cpu != null) {
      options.add("--mcpu=" + cpu);
    }
    return options;
  }

  /** Returns the options for the core of the same kind that has most. */
  static List<String> richest(Core core) {
    return Objects.requireNonNull(RICHEST.get(core.instructionSet()), core.instructionSet().text());
  }

  private static List<String> base(Core core) {
    return Objects.requireNonNull(BASE.get(core.instructionSet()), core.instructionSet().text());
  }
}
