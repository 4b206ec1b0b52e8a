package dev.halyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halyard.engine.codegen.FlashConstant;
import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.diagnostic.Shortage;
import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanOptions;
import dev.halyard.targets.Board;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MemoryChecksTest {
  private final Board board = TestBoards.board("cortex-m7-emulated");

  /** Returns a model of one node, whose arena has {@code 2 · size · size · 2} bytes. */
  private static ModelCrate model(String name, int size, long weightBytes) {
    Graph graph =
        GraphText.parse(
            """
            graph %1$s(x: int8[1,%2$d,%2$d,2] scale=0.5 zp=1) -> (y)
              y: int8[1,%2$d,%2$d,2] scale=0.5 zp=1 = MAX_POOL_2D(x) window=3x3 stride=1x1\
             padding=[1,1,1,1]
            """
                .formatted(name, size));
    Plan plan = Plan.of(graph, InputPolicy.KEPT);
    FlashConstant weights = new FlashConstant("Y", ConstantData.of(new byte[(int) weightBytes]));
    return new ModelCrate(
        name, "0", graph, plan, List.of("y"), List.of(List.of(weights)), new TreeMap<>());
  }

  private DoesNotFitException failure(ModelCrate... models) {
    return catchThrowableOfType(
        DoesNotFitException.class, () -> MemoryChecks.requireFit(List.of(models), board));
  }

  @Test
  void saysByHowMuchAModelIsTooLargeAndWhatTakesTheSpace() {
    DoesNotFitException failure = failure(model("big", 600, 3_000_000));
    assertThat(failure)
        .hasMessage(
            "model 'big': arena: 1 440 000 bytes, but board 'cortex-m7-emulated' has 503 808 bytes"
                + " of RAM for it: 936 192 too many (of 524 288 bytes in all, the stack takes 16"
                + " 384 and the agent 4 096); largest at node 'y': tensor 'x' 720 000, tensor 'y'"
                + " 720 000\n"
                + "model 'big': weights: 3 000 000 bytes, but board 'cortex-m7-emulated' has 2 097"
                + " 152 bytes of flash for it: 902 848 too many, and code is not counted yet;"
                + " largest: node 'y' 3 000 000");
    assertThat(failure.shortages())
        .containsExactly(
            new Shortage(Shortage.Memory.RAM, 1_440_000, 503_808),
            new Shortage(Shortage.Memory.FLASH, 3_000_000, 2_097_152));
  }

  @Test
  void modelsOfOneFirmwareShareTheBoard() {
    MemoryChecks.requireFit(List.of(model("a", 260, 1 << 20)), board);
    MemoryChecks.requireFit(List.of(model("b", 260, 1 << 20)), board);
    assertThat(failure(model("a", 260, 1 << 20), model("b", 260, (1 << 20) + 1)))
        .hasMessageContaining("model 'a', model 'b': arenas: 540 800 bytes")
        .hasMessageContaining("36 992 too many")
        .hasMessageContaining("largest 'a' at node 'y': tensor 'x' 135 200")
        .hasMessageContaining("weights: 2 097 153 bytes")
        .hasMessageContaining("1 too many");
  }

  @Test
  void whatFitsExactlyFits() {
    long budget = board.arenaBudget();
    assertThat(new Shortage(Shortage.Memory.RAM, budget + 1, budget).excess()).isEqualTo(1);
    MemoryChecks.requireFit(List.of(model("a", 1, board.flashBytes())), board);
    assertThat(failure(model("a", 1, board.flashBytes() + 1)).shortages()).hasSize(1);
  }

  @Test
  void anArenaThatIsAskedForIsNoShortageOfTheBoard() {
    Plan plan = model("a", 10, 0).plan();
    PlanOptions enough = PlanOptions.DEFAULT.withRam(OptionalLong.of(400));
    MemoryChecks.requireWithin(plan, enough.withFlash(OptionalLong.of(0)));
    PlanOptions tooFew = PlanOptions.DEFAULT.withRam(OptionalLong.of(399));
    assertThat(
            catchThrowableOfType(
                CompileException.class, () -> MemoryChecks.requireWithin(plan, tooFew)))
        .isNotInstanceOf(DoesNotFitException.class)
        .hasMessage(
            "model 'a': arena: 399 bytes are to be enough, but the smallest one has 400, 1 too"
                + " many: ask for at least 400; largest at node 'y': tensor 'x' 200, tensor 'y'"
                + " 200");
  }

  /** What is told of the memory gives what is left of it: the stack may lie elsewhere. */
  @Test
  void figuresOfTheMemoryAddUp() {
    assertThatThrownBy(
            () ->
                MemoryChecks.requireFit(List.of(model("a", 600, 0)), TestBoards.board("stm32h743")))
        .hasMessageContaining("has 524 032 bytes of RAM for it")
        .hasMessageContaining("(of 524 288 bytes of 'axi-sram', the agent takes 256)");
  }

  @Test
  void weightsLieInOneRegionOfFlash() {
    Board twoBanks = TestBoards.board("stm32h747");
    MemoryChecks.requireFit(List.of(model("a", 1, 1 << 20)), twoBanks);
    assertThatThrownBy(
            () -> MemoryChecks.requireFit(List.of(model("a", 1, (1 << 20) + 1)), twoBanks))
        .hasMessageContaining("has 1 048 576 bytes of flash for it: 1 too many");
  }
}
