package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.diagnostic.Shortage;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.metrics.FittingBoard;
import dev.halyard.harness.record.Misfit;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisfitsTest {

  @Test
  void proposesBoardsWithWhatIsUsedOfThem() {
    Misfit misfit =
        new Misfit(
            1L,
            null,
            List.of(
                new FittingBoard("first", 370, 1000, 1, 1 << 20),
                new FittingBoard("second", 1000, 1000, 999, 1000)));
    assertThat(Misfits.proposal(misfit))
        .isEqualTo(
            """
            fits these, choose one with --board:
              first (RAM 37 %, flash about 1 %)
              second (RAM 100 %, flash about 100 %)\
            """);
  }

  @Test
  void proposesFiveAtMost() {
    FittingBoard one = new FittingBoard("one", 1, 100, 1, 100);
    assertThat(Misfits.proposal(new Misfit(1L, null, Collections.nCopies(8, one))))
        .endsWith("  one (RAM 1 %, flash about 1 %)\n  and 3 more")
        .hasLineCount(7);
  }

  @Test
  void neverProposesTheBoardThatWasTooSmallWhenLinked() throws IOException {
    Workspace workspace = new Workspace(Path.of("..").toAbsolutePath().normalize());
    Board board = BoardCatalog.load(workspace.boards()).board("cortex-m7-emulated");
    DoesNotFitException failure =
        new DoesNotFitException(
            List.of(new Shortage(Shortage.Memory.FLASH, 2, 1)),
            List.of(Diagnostic.error("firmware", "too large")));
    ModelFile sine = ModelFile.read(workspace.root().resolve("suites/models/sine.tflite"));
    Misfit misfit = new Misfits(workspace).of(failure, List.of(sine), InputPolicy.CONSUMED, board);
    assertThat(misfit.flashExcess()).isEqualTo(1);
    assertThat(misfit.fits())
        .extracting(FittingBoard::board)
        .contains("rv32imac-emulated")
        .startsWith("atmega328p", "esp32s3")
        .doesNotContain("cortex-m7-emulated", "host");
  }

  /** Code and weights may lie in two regions of flash. */
  @Test
  void addsWhatRegionsOfAKindLack() {
    Workspace workspace = new Workspace(Path.of("..").toAbsolutePath().normalize());
    Board board = BoardCatalog.load(workspace.boards()).board("esp32s3");
    DoesNotFitException failure =
        new DoesNotFitException(
            List.of(
                new Shortage(Shortage.Memory.FLASH, 5, 1),
                new Shortage(Shortage.Memory.FLASH, 9, 7)),
            List.of(Diagnostic.error("firmware", "too large")));
    Misfit misfit = new Misfits(workspace).of(failure, List.of(), InputPolicy.CONSUMED, board);
    assertThat(misfit.flashExcess()).isEqualTo(6);
    assertThat(misfit.ramExcess()).isNull();
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(Misfits.proposal(new Misfit(null, 1L, List.of())))
        .isEqualTo("fits none of the boards");
  }
}
