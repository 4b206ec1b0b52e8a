package dev.halyard.probes;

import dev.halyard.targets.Board;
import dev.halyard.targets.BoardState;
import dev.halyard.targets.Core;
import dev.halyard.targets.InstructionSet;
import dev.halyard.targets.MemoryRegion;
import dev.halyard.targets.ProbeSettings;
import dev.halyard.targets.ReservedRam;
import dev.halyard.targets.RustTarget;
import dev.halyard.targets.SerialPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Boards for tests, with a probe of choice. */
public final class TestBoards {
  private TestBoards() {}

  /** Returns a board that this driver reaches, which lies among no others. */
  public static Board board(String driver, Map<String, List<String>> settings) {
    return new Board(
        "test-board",
        "Board of a test",
        BoardState.EMULATED,
        null,
        List.of(new Core("cpu0", InstructionSet.RV32IMAC, 0)),
        List.of(
            new MemoryRegion("flash", MemoryRegion.Kind.FLASH, 0x80000000L, 1024),
            new MemoryRegion("ram", MemoryRegion.Kind.RAM, 0x80400000L, 1024)),
        new ReservedRam(256, 256, null),
        new SerialPort(115200),
        new RustTarget("riscv32imac-unknown-none-elf", List.of()),
        new ProbeSettings(driver, settings),
        null,
        Path.of("boards", "test-board"));
  }
}
