package dev.halyard.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.memory.InputPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlanTest {
  private static final Graph GRAPH =
      GraphText.parse(
          """
          graph g(x: int8[1,4,4,2] scale=0.5 zp=1) -> (z)
            y: int8[1,32] scale=0.5 zp=1 = RESHAPE(x)
            w: int8[2,32] scale=0.5 zp=0 = data
            z: int8[1,2] scale=0.5 zp=1 = FULLY_CONNECTED(y, w)
          data w
            00000000000000000000000000000000000000000000000000000000000000ff
            00000000000000000000000000000000000000000000000000000000000000ff
          """);

  @Test
  void aViewIsNoStepAndHasNoBytesOfItsOwn() {
    Plan plan = Plan.of(GRAPH, InputPolicy.KEPT);
    assertThat(plan.steps()).extracting(step -> step.node().name()).containsExactly("z");
    assertThat(plan.offset("y")).isEqualTo(plan.offset("x"));
    assertThat(plan.macs()).isEqualTo(64);
  }

  @Test
  void anOutputMayLieOverAnInputThatIsConsumed() {
    assertThat(Plan.of(GRAPH, InputPolicy.CONSUMED).memory().tensorBytes()).isEqualTo(32);
    assertThat(Plan.of(GRAPH, InputPolicy.KEPT).memory().tensorBytes()).isEqualTo(34);
  }

  @Test
  void constantsAreNotInTheArena() {
    Plan plan = Plan.of(GRAPH, InputPolicy.KEPT);
    assertThatThrownBy(() -> plan.offset("w")).hasMessage("tensor 'w' is not in the arena");
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aModelOfViewsAloneHasASmallestPlan() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,32] scale=0.5 zp=1) -> (y)
              y: int8[4,8] scale=0.5 zp=1 = RESHAPE(x)
            """);
    assertThat(Plan.fitting(graph, InputPolicy.CONSUMED, 0).memory().arenaBytes()).isEqualTo(32);
  }

  @Test
  void isPrintedForPeople() {
    assertThat(Plan.of(GRAPH, InputPolicy.KEPT).toTable())
        .startsWith(
            "step  node                              kernel               rows  blocks  output at")
        .contains("fully_connected")
        .contains("tensors 34");
  }
}
