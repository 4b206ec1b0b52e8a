package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.targets.InstructionSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedKernelsTest {
  private static final KernelTarget DSP =
      new KernelTarget(InstructionSet.ARMV7E_M, Set.of("armv7e-m"));

  @Test
  void areOfferedWhereTheCoreHasTheirInstructions() {
    Graph graph = product(List.of(-128, 127, 3, 4), 0, 0.25);
    assertThat(kernels(graph, DSP))
        .containsExactly(Kernel.FULLY_CONNECTED, Kernel.FULLY_CONNECTED_PAIRED);
    assertThat(kernels(graph, KernelTarget.HOST)).containsExactly(Kernel.FULLY_CONNECTED);
  }

  @Test
  void areNotOfferedWhereTwoWeightsDoNotFitAHalfword() {
    assertThat(offered(product(List.of(1, 0, 0, -128), 0, 0.25))).isTrue();
    assertThat(offered(product(List.of(1, -1, 0, -128), 0, 0.25))).isFalse();
  }

  @Test
  void areNotOfferedWhereTheSumOfAnOddChannelNeeds24BitsOrMore() {
    // 128 · 1 of a weight, and the bias: 2^23 is too large
    int limit = 1 << 23;
    assertThat(offered(product(List.of(0, 0, -1, 0), limit - 129, 0.25))).isTrue();
    assertThat(offered(product(List.of(0, 0, -1, 0), limit - 128, 0.25))).isFalse();
    assertThat(offered(product(List.of(0, 0, 1, 0), -limit + 129, 0.25))).isTrue();
    assertThat(offered(product(List.of(0, 0, 1, 0), -limit + 128, 0.25))).isFalse();
  }

  @Test
  void areNotOfferedWhereNothingIsShiftedRight() {
    assertThat(offered(product(List.of(1, 2, 3, 4), 0, 0.49))).isTrue();
    assertThat(offered(product(List.of(1, 2, 3, 4), 0, 0.5))).isFalse();
  }

  @Test
  void takeTheColumnOfFourPixelsForAConvolutionAndOfOneForAProduct() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,5,6,1] scale=0.5 zp=1) -> (y)
              w: int8[3,2,3,1] scale=0.5 zp=0 = [%s]
              y: int8[1,4,4,3] scale=2.0 zp=1 = CONV_2D(x, w) stride=1x1
            """
                .formatted(ones(18)));
    KernelUse conv = KernelTable.candidates(graph, DSP).get(0).get(1);
    assertThat(conv.kernel()).isEqualTo(Kernel.CONV_2D_PAIRED);
    assertThat(conv.scratch()).isEqualTo(new Scratch(4 * 2 * 2 * 4, 4, false));
    assertThat(conv.cost().flashBytes()).isEqualTo(2 * (2 * 2 * 4 + 32));
    KernelUse product =
        KernelTable.candidates(product(List.of(1, 2, 3, 4), 0, 0.25), DSP).get(0).get(1);
    assertThat(product.scratch()).isEqualTo(new Scratch(4, 4, false));
  }

  private static boolean offered(Graph graph) {
    return kernels(graph, DSP).contains(Kernel.FULLY_CONNECTED_PAIRED);
  }

  private static List<Kernel> kernels(Graph graph, KernelTarget target) {
    return KernelTable.candidates(graph, target).get(0).stream().map(KernelUse::kernel).toList();
  }

  /** Returns two outputs of two inputs, with a bias for the second. */
  private static Graph product(List<Integer> weights, int oddBias, double factor) {
    return GraphText.parse(
        """
        graph g(x: int8[1,2] scale=1.0 zp=0) -> (y)
          w: int8[2,2] scale=1.0 zp=0 = %s
          b: int32[2] scale=1.0 zp=0 = [0, %d]
          y: int8[1,2] scale=%s zp=0 = FULLY_CONNECTED(x, w, b)
        """
            .formatted(weights, oddBias, (float) (1 / factor)));
  }

  private static String ones(int count) {
    return IntStream.range(0, count).mapToObj(i -> "1").collect(Collectors.joining(", "));
  }
}
