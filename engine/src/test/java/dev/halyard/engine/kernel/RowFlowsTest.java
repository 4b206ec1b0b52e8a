package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowFlowsTest {

  @Test
  void everyKernelHasARule() {
    assertThat(RowFlows.kernels()).containsExactlyInAnyOrder(Kernel.values());
  }

  @Test
  void aWindowReadsTheRowsItSees() {
    RowFlow flow =
        flow("y: int8[1,5,8,2] scale=0.5 zp=1 = MAX_POOL_2D(x) window=3x3 stride=2x1 padding=[1, 1, 1, 1]")
            .orElseThrow();
    assertThat(flow.rows()).isEqualTo(5);
    RowReach reach = flow.reads().get(0);
    assertThat(reach.needed(0)).isEqualTo(2);
    assertThat(reach.needed(1)).isEqualTo(4);
    assertThat(reach.oldest(0)).isZero();
    assertThat(reach.oldest(2)).isEqualTo(3);
    assertThat(reach.needed(4)).isEqualTo(9);
  }

  @Test
  void aMeanMakesItsOutputWithTheLastRow() {
    RowFlow flow = flow("y: int8[1,2] scale=0.5 zp=1 = MEAN(x) axes=[1, 2]").orElseThrow();
    assertThat(flow.made(8)).isZero();
    assertThat(flow.made(9)).isEqualTo(1);
    assertThat(flow.reads().get(0)).isEqualTo(RowReach.same(new RowShape(9, 16)));
  }

  @Test
  void anOperandThatIsRepeatedIsReadWhole() {
    String text =
        """
        graph g(x: int8[1,9,8,2] scale=0.5 zp=1, s: int8[1,1,1,2] scale=0.5 zp=1) -> (y)
          y: int8[1,9,8,2] scale=0.5 zp=1 = MUL(x, s)
        """;
    Graph graph = GraphText.parse(text);
    RowFlow flow =
        RowFlows.of(
                graph, graph.nodes().get(0), KernelTable.choose(graph, KernelTarget.HOST).get(0))
            .orElseThrow();
    assertThat(flow.reads().get(0).needed(3)).isEqualTo(4);
    assertThat(flow.reads().get(1)).isEqualTo(RowReach.all(new RowShape(1, 2)));
  }

  @Test
  void paddingReadsNothingAboveTheImage() {
    RowReach reach =
        flow("y: int8[1,12,8,2] scale=0.5 zp=1 = PAD(x) before=[0, 2, 0, 0] after=[0, 1, 0, 0] value=1")
            .orElseThrow()
            .reads()
            .get(0);
    assertThat(reach.needed(1)).isZero();
    assertThat(reach.needed(2)).isEqualTo(1);
    assertThat(reach.needed(11)).isEqualTo(9);
  }

  @Test
  void aTranspositionNeedsItsWholeInput() {
    assertThat(flow("y: int8[1,8,9,2] scale=0.5 zp=1 = TRANSPOSE(x) permutation=[0, 2, 1, 3]"))
        .isEmpty();
  }

  private static Optional<RowFlow> flow(String node) {
    Graph graph =
        GraphText.parse("graph g(x: int8[1,9,8,2] scale=0.5 zp=1) -> (y)\n  " + node + "\n");
    return RowFlows.of(
        graph, graph.nodes().get(0), KernelTable.choose(graph, KernelTarget.HOST).get(0));
  }
}
