package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.TestBoards;
import dev.halyard.harness.metrics.FittingBoard;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardState;
import java.io.IOException;
import java.nio.file.Path;
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

  @Test
  void whatCannotBeCompiledFitsNoBoard() {
    ModelFile text = new ModelFile("m.tflite", new byte[10], "0");
    Board board = board("large", 1 << 20, 1 << 20);
    assertThat(FittingBoards.find(List.of(text), InputPolicy.CONSUMED, List.of(board))).isEmpty();
  }
}
