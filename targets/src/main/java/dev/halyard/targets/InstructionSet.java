package dev.halyard.targets;

import java.util.List;

/** The instruction set of a core: decides which kernels it can run. */
public enum InstructionSet implements Named {
  /** Cortex-M0, M0+ and M1: Thumb, without division and without DSP. */
  ARMV6_M("armv6-m", true),
  /** Cortex-M3: Thumb-2, without DSP. */
  ARMV7_M("armv7-m", true),
  /** Cortex-M4 and M7: Thumb-2 with the DSP extension. */
  ARMV7E_M("armv7e-m", true),
  /** Cortex-M33, M55 and M85; the DSP extension is optional. */
  ARMV8_M_MAIN("armv8-m-main", true),
  /** RISC-V, 32 bits, with multiplication, atomics and compressed instructions. */
  RV32IMAC("rv32imac", true),
  /** Xtensa LX6 and LX7. */
  XTENSA_LX("xtensa-lx", true),
  /** 8-bit AVR; flash and RAM are numbered apart. */
  AVR("avr", false),
  /** Whatever the machine that Halyard runs on has. */
  HOST("host", false);

  private final String text;
  private final boolean oneAddressSpace;

  InstructionSet(String text, boolean oneAddressSpace) {
    this.text = text;
    this.oneAddressSpace = oneAddressSpace;
  }

  @Override
  public String text() {
    return text;
  }

  /**
   * Returns whether flash and RAM share one numbering of addresses, so that they may not overlap.
   */
  public boolean oneAddressSpace() {
    return oneAddressSpace;
  }

  /** Returns the features of the kernels crate that some core of this instruction set can have. */
  public List<String> kernelFeatures() {
    return switch (this) {
      case ARMV7E_M, ARMV8_M_MAIN -> List.of("armv7e-m");
      case RV32IMAC -> List.of("rv32imac");
      default -> List.of();
    };
  }
}
