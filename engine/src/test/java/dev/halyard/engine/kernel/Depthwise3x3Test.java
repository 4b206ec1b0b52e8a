package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.Node;
import dev.halyard.targets.InstructionSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Depthwise3x3Test {
  private static final KernelTarget ARM =
      new KernelTarget(InstructionSet.ARMV7E_M, Set.of("armv7e-m"));

  @Test
  void isOfferedForBothStrides() {
    assertThat(offered("8,8,4", "8,8,4", "stride=1x1 padding=[1, 1, 1, 1]", -128, ARM)).isTrue();
    assertThat(offered("9,9,4", "4,4,4", "stride=2x2", -128, ARM)).isTrue();
  }

  @Test
  void isNotOfferedForShapesItHasNoLoopFor() {
    assertThat(offered("9,9,4", "4,7,4", "stride=2x1", -128, ARM)).isFalse();
    assertThat(offered("9,9,4", "3,3,4", "stride=3x3", -128, ARM)).isFalse();
    assertThat(offered("9,9,4", "5,5,4", "stride=1x1 dilation=2x2", -128, ARM)).isFalse();
    assertThat(offered("9,3,4", "7,1,4", "stride=1x1", -128, ARM)).isFalse();
    assertThat(offered("9,9,3", "7,7,3", "stride=1x1", -128, ARM)).isFalse();
    assertThat(offered("9,9,2", "7,7,4", "stride=1x1", -128, ARM)).isFalse();
  }

  @Test
  void isNotOfferedWhereAStepOfTheOutputIsElsewhere() {
    assertThat(offered("8,8,4", "6,6,4", "stride=1x1 activation=RELU", -100, ARM)).isFalse();
  }

  @Test
  void isNotOfferedToOtherCores() {
    assertThat(offered("8,8,4", "6,6,4", "stride=1x1", -128, KernelTarget.HOST)).isFalse();
  }

  @Test
  void keepsRecordsAndPlanesOfFourChannels() {
    Graph graph = graph("8,7,4", "8,7,4", "stride=1x1 padding=[1, 1, 1, 1]", -128);
    KernelUse use = KernelTable.candidates(graph, ARM).get(0).get(1);
    assertThat(use.scratch()).isEqualTo(new Scratch(336 + 48 * 5, 4, false));
    assertThat(use.cost().flashBytes()).isEqualTo(4 * (9 + 12));
  }

  @Test
  void keepsPlanesOfRowsWhereRamIsTight() {
    Graph graph = graph("9,4,4", "9,4,4", "stride=1x1 padding=[1, 1, 1, 1]", -128);
    List<KernelUse> uses = KernelTable.candidates(graph, ARM).get(0);
    assertThat(uses.subList(1, uses.size()).stream().map(use -> use.scratch().bytes()))
        .containsExactly(336 + 48 * 6L, 336 + 48 * 3L);
    assertThat(uses.get(2).cost().instructions()).isGreaterThan(uses.get(1).cost().instructions());
    Node node = graph.nodes().get(0);
    // rows are called alike, whatever the scratch memory
    assertThat(byRows(graph, node, uses.get(1))).isEqualTo(byRows(graph, node, uses.get(2)));
    assertThat(CallCosts.extra(graph, node, uses.get(1), 9)).isZero();
  }

  private static long byRows(Graph graph, Node node, KernelUse use) {
    return use.cost().instructions() + CallCosts.extra(graph, node, use, 2);
  }

  private static boolean offered(
      String input, String output, String attributes, int zeroPoint, KernelTarget target) {
    return KernelTable.candidates(graph(input, output, attributes, zeroPoint), target)
        .get(0)
        .stream()
        .anyMatch(use -> use.kernel() == Kernel.DEPTHWISE_3X3);
  }

  private static Graph graph(String input, String output, String attributes, int zeroPoint) {
    int channels = Integer.parseInt(output.substring(output.lastIndexOf(',') + 1));
    String weights =
        IntStream.range(0, 9 * channels)
            .mapToObj(i -> Integer.toString(i * 89 % 255 - 127))
            .collect(Collectors.joining(", "));
    String relu = attributes.contains("activation") ? "" : " activation=RELU";
    return GraphText.parse(
        List.of(
                "graph g(x: int8[1,%s] scale=0.5 zp=3) -> (y)".formatted(input),
                "  w: int8[1,3,3,%d] scale=0.01 zp=0 = [%s]".formatted(channels, weights),
                "  y: int8[1,%s] scale=0.7 zp=%d = DEPTHWISE_CONV_2D(x, w) %s%s"
                    .formatted(output, zeroPoint, attributes, relu))
            .stream()
            .collect(Collectors.joining("\n", "", "\n")));
  }
}
