package dev.halyard.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.TestBoards;
import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import dev.halyard.targets.BoardState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardsTextTest {
  private static final int TERMINAL = 120;
  private final Board small = TestBoards.board("small", BoardState.BUILDS, 128 << 10, 32 << 10);
  private final Board twin = TestBoards.board("small-emulated", BoardState.EMULATED, 1 << 20, 2560);

  @Test
  void groupsBoardsByWhatIsKnownOfThem() {
    assertThat(BoardsText.list(List.of(small, twin)))
        .isEqualTo(
            """
            emulated
              board           title            cores      flash     RAM  probe        twin
              small-emulated  Board of a test  rv32imac    1 MB  2.5 KB  some-driver  some-part

            builds; not yet run on hardware
              board           title            cores      flash     RAM  probe        twin
              small           Board of a test  rv32imac  128 KB   32 KB  some-driver  –
            """);
  }

  @Test
  void shippedBoardsFitATerminal() {
    String text = BoardsText.list(BoardCatalog.load(Path.of("../targets/boards")).boards());
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(TERMINAL));
  }

  @Test
  void titlesTakeTheLinesThatTheyNeed() {
    Board board =
        TestBoards.board("a".repeat(50), BoardState.EMULATED, 1 << 20, 2560, "One, two and three");
    assertThat(BoardsText.list(List.of(board)))
        .contains("  One, two and  rv32imac", " ".repeat(54) + "three\n");
  }

  @Test
  void showsOneBoardWithWhatIsMissing() {
    List<ToolCheck> tools =
        List.of(
            new ToolCheck("Rust", true, "rustc 1.96.0", ""),
            new ToolCheck("some-tool", false, "not installed", "install it"));
    assertThat(BoardsText.detail(small, List.of(small, twin), tools, TestBoards.ROOT))
        .isEqualTo(
            """
            small: Board of a test
              state        builds; not yet run on hardware
              core hart0   rv32imac, 108 000 000 Hz
              flash        128 KB, 0x08000000 to 0x0801ffff, flash
              ram          32 KB, 0x20000000 to 0x20007fff, ram
              stack        1 024 bytes
              agent        variables of up to 512 bytes
              arena        up to 31 232 bytes: ram without these two
              serial port  115 200 baud
              target       riscv32imac-unknown-none-elf
              kernels      some-feature
              firmware     boards/small/firmware
              Rust         rustc 1.96.0
              some-tool    MISSING: not installed; install it
            """);
  }

  /** The stack of an STM32H743 takes nothing of the RAM that arenas lie in. */
  @Test
  void figuresOfTheArenaAddUp() {
    assertThat(detail("stm32h743"))
        .contains("  stack        16 384 bytes of dtcm\n")
        .contains("524 032 bytes: axi-sram without the agent, which shares it\n");
  }

  @Test
  void coresThatDifferLookDifferent() {
    assertThat(detail("cortex-m33-dual-emulated"))
        .containsPattern("core cpu0 +armv8-m-main\n")
        .containsPattern("core cpu1 +armv8-m-main \\(cortex-m33\\)\n");
  }

  private static String detail(String board) {
    BoardCatalog boards = BoardCatalog.load(Path.of("../targets/boards"));
    return BoardsText.detail(boards.board(board), boards.boards(), List.of(), Path.of(".."));
  }

  @Test
  void twinsAreToldBothWaysWithWhatTheyDoNotShare() {
    Board part = TestBoards.board("some-part", BoardState.BUILDS, 1 << 20, 2048);
    assertThat(BoardsText.detail(part, List.of(part, twin), List.of(), TestBoards.ROOT))
        .contains("  emulated by  small-emulated\n");
    assertThat(BoardsText.detail(twin, List.of(part, twin), List.of(), TestBoards.ROOT))
        .containsPattern("  emulates +some-part, but with other memory: RAM 2\\.5 KB for 2 KB\n");
    Board same = TestBoards.board("some-part", BoardState.BUILDS, 1 << 20, 2560);
    assertThat(BoardsText.detail(twin, List.of(same), List.of(), TestBoards.ROOT))
        .containsPattern("  emulates +some-part, with its memory\n");
  }

  @Test
  void jsonHasTheSameFigures() {
    assertThat(BoardRecord.of(twin, false).toJson())
        .contains("\"stateInWords\":\"emulated\"")
        .contains("\"twin\":\"some-part\"")
        .contains("\"arenaBudget\":1024")
        .contains("\"reachable\":false")
        .contains("{\"name\":\"flash\",\"kind\":\"flash\",\"origin\":134217728,\"bytes\":1048576}");
  }
}
