package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.Firmware;
import dev.halyard.harness.firmware.FirmwareBuilder;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.image.Outcome.State;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import dev.halyard.targets.Core;
import dev.halyard.targets.InstructionSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The disassembler believes board.yaml, not what the executable says of itself. */
class InstructionsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final BoardCatalog BOARDS = BoardCatalog.load(ROOT.resolve("targets/boards"));

  private static Image cortexM7;

  @BeforeAll
  static void build() throws IOException {
    Board board = BOARDS.board("cortex-m7-emulated");
    ModelFile model = ModelFile.read(ROOT.resolve("suites/models/digits_cnn.tflite"));
    FirmwareBuilder builder = new FirmwareBuilder(ROOT, ROOT.resolve(".halyard"));
    Firmware firmware = builder.build(builder.compile(List.of(model), board, InputPolicy.CONSUMED));
    assertThat(firmware.image().checks())
        .extracting(check -> check.outcome().state())
        .containsOnly(State.OK);
    cortexM7 = Image.read(firmware.elf(), board, List.of(), List.of(), ROOT);
  }

  private static Outcome asIfOn(Core... cores) {
    Board other = OtherCores.of(cortexM7.board(), cores);
    return new InstructionsCheck()
        .run(new Image(cortexM7.file(), cortexM7.elf(), other, List.of(), List.of(), ROOT));
  }

  @Test
  void smladIsNoInstructionOfACortexM33WithoutDsp() {
    Outcome outcome = asIfOn(new Core("cpu0", InstructionSet.ARMV8_M_MAIN, 0));
    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(outcome.details())
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "smlad at 0x[0-9a-f]{8} in (digits_cnn::|halyard_).*:"
                            + " no instruction of armv8-m-main"));
  }

  @Test
  void smladIsNoInstructionOfACortexM3() {
    Outcome outcome = asIfOn(new Core("cpu0", InstructionSet.ARMV7_M, "cortex-m3", 0));
    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(outcome.details())
        .anyMatch(line -> line.matches("smlad at .*: no instruction of armv7-m \\(cortex-m3\\)"))
        .noneMatch(line -> line.startsWith("udiv"));
  }

  @Test
  void floatingPointIsNoInstructionOfACortexM4WithoutIt() {
    Outcome outcome = asIfOn(new Core("cpu0", InstructionSet.ARMV7E_M, 0));
    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(outcome.details()).noneMatch(line -> line.startsWith("smlad"));
    assertThat(outcome.details()).anyMatch(line -> line.startsWith("v"));
  }

  @Test
  void aCortexM33WithDspAndFloatingPointHasThemAll() {
    Core core = new Core("cpu0", InstructionSet.ARMV8_M_MAIN, "cortex-m33", 0);
    assertThat(asIfOn(core).details())
        .allSatisfy(line -> assertThat(line).doesNotStartWith("smlad"));
  }

  @Test
  void everyCoreOfABoardMustHaveThem() {
    Core richer = new Core("cpu0", InstructionSet.ARMV7E_M, "cortex-m7", 0);
    Core poorer = new Core("cpu1", InstructionSet.ARMV7E_M, 0);
    assertThat(asIfOn(richer).state()).isEqualTo(State.OK);
    assertThat(asIfOn(richer, poorer).state()).isEqualTo(State.FAILED);
  }

  @Test
  void armv6MHasNoneOfThumb2() {
    Outcome outcome = asIfOn(new Core("cpu0", InstructionSet.ARMV6_M, "cortex-m0plus", 0));
    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(outcome.details()).anyMatch(line -> line.contains("armv6-m (cortex-m0plus)"));
  }
}
