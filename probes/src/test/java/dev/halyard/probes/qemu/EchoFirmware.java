package dev.halyard.probes.qemu;

import dev.halyard.probes.CountRequest;
import dev.halyard.probes.CountUnit;
import dev.halyard.probes.InferenceCount;
import dev.halyard.probes.elf.ElfBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A firmware for QEMU's RISC-V machine {@code virt}, assembled by hand: it runs an inference of two
 * nodes for each byte that it gets, and sends the byte back; a {@code q} stops the emulator.
 */
final class EchoFirmware {
  static final byte QUIT = 'q';
  static final CountRequest COUNT =
      new CountRequest(
          List.of("agent"),
          List.of(new CountRequest.Model("echo", "infer", List.of("node0", "node1"))));

  /** What {@link #build} takes for each byte, counted by hand. */
  static final InferenceCount EXPECTED =
      new InferenceCount("echo", CountUnit.INSTRUCTIONS, 29, 4, List.of(3L, 22L));

  private static final long ORIGIN = 0x80000000L;
  private static final int AGENT = 0x04;
  private static final int AGENT_END = 0x24;
  private static final int INFER = 0x40;
  private static final int NODE_0 = 0x80;
  private static final int NODE_1 = 0xa0;
  private static final int STOP = 0xc0;
  private static final int PARK = 0xe0;
  private static final int START = 0x100;
  private static final int RETURN = 0x00008067;
  private static final int NOP = 0x00000013;
  private static final int READ_HART_TO_X5 = 0xf14022f3;
  private static final int WAIT_FOR_INTERRUPT = 0x10500073;

  private final ByteBuffer code = ByteBuffer.allocate(0x140).order(ByteOrder.LITTLE_ENDIAN);

  private EchoFirmware() {}

  /** Returns the ELF file. */
  static byte[] build() {
    EchoFirmware firmware = new EchoFirmware();
    firmware.at(0).jump(0, START);
    firmware.at(START).put(READ_HART_TO_X5).branch(1, 5, 0, PARK); // other harts wait for ever
    // a0: UART; a3: the byte that stops
    firmware.put(0x10000537).immediate(13, 0, QUIT).jump(0, AGENT);
    firmware.agent();
    firmware.at(PARK).put(WAIT_FOR_INTERRUPT).jump(0, PARK);
    firmware.at(INFER).immediate(5, 1, 0).jump(1, NODE_0).jump(1, NODE_1).put(0x00028067);
    firmware.at(NODE_0).put(NOP).put(NOP).put(RETURN);
    firmware.at(NODE_1).immediate(6, 0, 10).immediate(6, 6, -1);
    firmware.branch(1, 6, 0, NODE_1 + 4).put(RETURN);
    // 0x5555 to the test finisher at 0x100000
    firmware.at(STOP).put(0x00100737).put(0x000057b7).immediate(15, 15, 0x555).put(0x00f72023);
    return new ElfBuilder(false, 243, ORIGIN, firmware.code.array())
        .function("agent", ORIGIN + AGENT, AGENT_END - AGENT)
        .function("infer", ORIGIN + INFER, 16)
        .function("node0", ORIGIN + NODE_0, 12)
        .function("node1", ORIGIN + NODE_1, 16)
        .build();
  }

  private void agent() {
    // wait for a byte, take it, infer, send it back
    at(AGENT).put(0x00554583).put(0x0015f593).branch(0, 11, 0, AGENT);
    put(0x00054603).branch(0, 12, 13, STOP).jump(1, INFER).put(0x00c50023).jump(0, AGENT);
  }

  private EchoFirmware at(int offset) {
    code.position(offset);
    return this;
  }

  private EchoFirmware put(int instruction) {
    code.putInt(instruction);
    return this;
  }

  /** {@code addi}. */
  private EchoFirmware immediate(int to, int from, int value) {
    return put(value << 20 | from << 15 | to << 7 | 0x13);
  }

  /** {@code jal}. */
  private EchoFirmware jump(int link, int target) {
    int offset = target - code.position();
    int bits = (offset >> 20 & 1) << 31 | (offset >> 1 & 0x3ff) << 21 | (offset >> 11 & 1) << 20;
    return put(bits | (offset >> 12 & 0xff) << 12 | link << 7 | 0x6f);
  }

  /** {@code beq} (0) or {@code bne} (1). */
  private EchoFirmware branch(int condition, int left, int right, int target) {
    int offset = target - code.position();
    int bits = (offset >> 12 & 1) << 31 | (offset >> 5 & 0x3f) << 25 | (offset >> 11 & 1) << 7;
    return put(bits | right << 20 | left << 15 | condition << 12 | (offset >> 1 & 0xf) << 8 | 0x63);
  }
}
