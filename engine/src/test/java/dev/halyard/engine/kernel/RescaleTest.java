package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Activation;
import org.junit.jupiter.api.Test;

class RescaleTest {

  @Test
  void thresholdsAreWhereOutputsLeaveTheMinimum() {
    for (String scale : new String[] {"0.3", "0.12502", "1.7", "40.0", "100000.0"}) {
      for (int zeroPoint : new int[] {-128, -1, 0, 127}) {
        for (Activation activation : Activation.values()) {
          Graph graph = graph(scale, zeroPoint, activation);
          Rescale record = Rescale.of(graph, graph.nodes().get(0)).orElseThrow().get(0);
          int minimum =
              ActivationRange.of(
                      activation, graph.output(graph.nodes().get(0)).requireQuantization())
                  .minimum();
          int threshold = record.threshold();
          assertThat(record.factor().apply(threshold - 1) + zeroPoint).isLessThanOrEqualTo(minimum);
          if (threshold < 1 << 29) {
            assertThat(record.factor().apply(threshold) + zeroPoint).isGreaterThan(minimum);
          }
        }
      }
    }
  }

  @Test
  void channelsWhoseOutputsAreAllTheSameGetAnotherScale() {
    Graph graph = graph("100000.0", 0, Activation.NONE);
    // products sum to at most 10 · 128 in magnitude: 2^11 is above it
    assertThat(Rescale.of(graph, graph.nodes().get(0)).orElseThrow())
        .containsExactly(new Rescale(0, new QuantizedMultiplier(1 << 30, -11), -522239));
  }

  @Test
  void biasesHaveZeroPointsFoldedIn() {
    Graph graph = graph("0.3", 0, Activation.NONE);
    assertThat(Rescale.of(graph, graph.nodes().get(0)).orElseThrow())
        .extracting(Rescale::bias)
        .containsExactly(7 - 3 * (1 + 2 + 3 - 4));
  }

  private static Graph graph(String scale, int zeroPoint, Activation activation) {
    return GraphText.parse(
        """
        graph g(x: int8[1,4] scale=0.25 zp=3) -> (y)
          w: int8[1,4] scale=0.25 zp=0 = [1, 2, 3, -4]
          b: int32[1] scale=0.0625 zp=0 = [7]
          y: int8[1,1] scale=%s zp=%d = FULLY_CONNECTED(x, w, b)%s
        """
            .formatted(
                scale,
                zeroPoint,
                activation == Activation.NONE ? "" : " activation=" + activation.name()));
  }
}
