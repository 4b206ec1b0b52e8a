package dev.halyard.harness;

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

/** Boards for tests. */
public final class TestBoards {
  /** The folder that the boards of tests lie in; nothing is there. */
  public static final Path ROOT = Path.of("/checkout");

  private TestBoards() {}

  /** Returns an RV32IMAC board of 1 KB of stack and 512 bytes of agent. */
  public static Board board(String name, BoardState state, long flashBytes, long ramBytes) {
    return board(name, state, flashBytes, ramBytes, "Board of a test");
  }

  /** Returns such a board with a title of its own. */
  public static Board board(
      String name, BoardState state, long flashBytes, long ramBytes, String title) {
    return new Board(
        name,
        title,
        state,
        state == BoardState.EMULATED ? "some-part" : null,
        List.of(new Core("hart0", InstructionSet.RV32IMAC, 108_000_000)),
        List.of(
            new MemoryRegion("flash", MemoryRegion.Kind.FLASH, 0x0800_0000, flashBytes),
            new MemoryRegion("ram", MemoryRegion.Kind.RAM, 0x2000_0000, ramBytes)),
        new ReservedRam(1024, 512, null),
        new SerialPort(115_200),
        new RustTarget("riscv32imac-unknown-none-elf", List.of("some-feature")),
        new ProbeSettings("some-driver", Map.of()),
        null,
        ROOT.resolve("boards").resolve(name));
  }
}
