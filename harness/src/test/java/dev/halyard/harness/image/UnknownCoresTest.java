package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.halyard.harness.image.Outcome.State;
import dev.halyard.targets.Board;
import dev.halyard.targets.Core;
import dev.halyard.targets.InstructionSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A core that the disassembler does not know is not taken for another. */
class UnknownCoresTest {
  private static Outcome outcome(InstructionSet set, String cpu) {
    Image sound = new TestImage().build();
    Board board = OtherCores.of(sound.board(), new Core("cpu0", set, cpu, 0));
    Path program = Path.of("/bin/true");
    return new InstructionsCheck()
        .run(new Image(program, sound.elf(), board, List.of(), List.of(), TestImage.ROOT));
  }

  @Test
  void isAFindingWhereLlvmOnlyWarns() {
    assumeThat(Disassembler.find()).isPresent();
    Outcome outcome = outcome(InstructionSet.RV32IMAC, "cortex-m7");
    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(outcome.details())
        .containsExactly(
            "'cortex-m7' is not a recognized processor for this target (ignoring processor);"
                + " correct cpu in board.yaml, a name of LLVM's");
  }

  @Test
  void isAFindingOnXtensa() {
    assumeThat(Disassembler.find()).isPresent();
    assertThat(outcome(InstructionSet.XTENSA_LX, "esp32s9").details())
        .containsExactly(
            "'esp32s9' is no Xtensa core of XtensaFeatures;"
                + " correct cpu in board.yaml, a name of LLVM's");
  }
}
