package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.TestBoards;
import dev.halyard.harness.metrics.FittingBoard;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import dev.halyard.targets.BoardState;
import dev.halyard.targets.MemoryRegion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FittingBoardsTest {
  private static final int STACK_AND_AGENT = 1024 + 512;

  private static List<FittingBoard> fitting(Board... boards) throws IOException {
    ModelFile sine = ModelFile.read(Path.of("../suites/models/sine.tflite"));
    return FittingBoards.find(List.of(sine), InputPolicy.CONSUMED, List.of(boards));
  }

  private static Board board(String name, long flashBytes, long arenaBudget) {
    return TestBoards.board(name, BoardState.EMULATED, flashBytes, arenaBudget + STACK_AND_AGENT);
  }

  @Test
  void needsRamForTheArenaAndFlashForWeightsAndCode() throws IOException {
    List<FittingBoard> fits =
        fitting(
            board("large", 1 << 20, 1 << 20),
            board("just-ram", 1 << 20, 80),
            board("no-ram", 1 << 20, 60),
            board("no-code", 900, 80),
            board("no-flash", 100, 80));
    assertThat(fits).extracting(FittingBoard::board).containsExactly("large", "just-ram");
    assertThat(fits.get(1).arenaBytes()).isEqualTo(fits.get(1).arenaBudget()).isEqualTo(80);
    assertThat(fits.get(0).flashBytes()).isBetween(17_000L, 32_000L);
    assertThat(fits.get(0).flashBudget()).isEqualTo(1 << 20);
  }

  /** On an ESP32-S3 code and weights lie in two memories: room in one is none in the other. */
  @Test
  void codeNeedsRoomWhereCodeLies() throws IOException {
    Board esp32s3 = BoardCatalog.load(Path.of("../targets/boards")).board("esp32s3");
    assertThat(fitting(esp32s3))
        .singleElement()
        .satisfies(fit -> assertThat(fit.flashBudget()).isEqualTo(esp32s3.bootFlash().bytes()));
    assertThat(fitting(withBootFlash(esp32s3, 20_000))).isEmpty();
  }

  private static Board withBootFlash(Board board, long bytes) {
    MemoryRegion boot = board.bootFlash();
    List<MemoryRegion> memory = new ArrayList<>(board.memory());
    memory.set(0, new MemoryRegion(boot.name(), boot.kind(), boot.origin(), bytes));
    return new Board(
        board.name(),
        board.title(),
        board.state(),
        board.twinName(),
        board.cores(),
        memory,
        board.reserved(),
        board.serial(),
        board.rust(),
        board.probe(),
        board.firmwareName(),
        board.folder());
  }

  /** What was built is known: 29 920 bytes for digits_tiny, 21 086 for sine. */
  @Test
  void modelsThatWereBuiltForAnAtmega328pFitIt() throws IOException {
    Board uno = BoardCatalog.load(Path.of("../targets/boards")).board("atmega328p");
    ModelFile tiny = ModelFile.read(Path.of("../suites/models/digits_tiny.tflite"));
    assertThat(fitting(uno)).singleElement().matches(fit -> fit.flashBytes() > 20_000);
    assertThat(FittingBoards.find(List.of(tiny), InputPolicy.CONSUMED, List.of(uno)))
        .singleElement()
        .matches(fit -> fit.flashBytes() > 29_000);
  }

  @Test
  void whatCannotBeCompiledFitsNoBoard() {
    ModelFile text = new ModelFile("m.tflite", new byte[10], "0");
    Board board = board("large", 1 << 20, 1 << 20);
    assertThat(FittingBoards.find(List.of(text), InputPolicy.CONSUMED, List.of(board))).isEmpty();
  }
}
