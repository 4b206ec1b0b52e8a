package dev.halyard.engine.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstantOutputTest {
  @ParameterizedTest
  @CsvSource({"127, RELU, true", "126, RELU, false", "127, NONE, false", "-128, RELU6, false"})
  void anOutputIsConstantWhereTheActivationLeavesOneValue(
      int zeroPoint, String activation, boolean isConstant) {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,2] scale=0.5 zp=0) -> (y)
              w: int8[1,2] scale=0.25 zp=0 = [3, -4]
              y: int8[1,1] scale=0.125 zp=%d = FULLY_CONNECTED(x, w)%s
            """
                .formatted(
                    zeroPoint, activation.equals("NONE") ? "" : " activation=" + activation));
    assertThat(ChannelRequantizations.isOutputConstant(graph, graph.nodes().get(0)))
        .isEqualTo(isConstant);
  }

  @ParameterizedTest
  @CsvSource({"127", "-128"})
  void aNodeWithoutWeightsHasNoConstantOutput(int zeroPoint) {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,2] scale=0.5 zp=%d) -> (y)
              y: int8[1,2] scale=0.00390625 zp=-128 = SOFTMAX(x) beta=1
            """
                .formatted(zeroPoint));
    assertThat(ChannelRequantizations.isOutputConstant(graph, graph.nodes().get(0))).isFalse();
  }
}
