package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.targets.InstructionSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TwoPixelsConvolutionTest {
  private static final KernelTarget CORE =
      new KernelTarget(InstructionSet.RV32IMAC, Set.of("rv32imac"));

  @Test
  void isOfferedWhereTheCoreHasIt() {
    assertThat(kernels(graph("1, 2, 3, -4", "[7]", 0.5), CORE))
        .containsExactly(Kernel.CONV_2D, Kernel.CONV_2D_TWO_PIXELS);
    KernelTarget plain = new KernelTarget(InstructionSet.RV32IMAC, Set.of());
    assertThat(kernels(graph("1, 2, 3, -4", "[7]", 0.5), plain)).containsExactly(Kernel.CONV_2D);
  }

  @Test
  void isNotOfferedWhereTwoAdjacentWeightsAreMinus128() {
    assertThat(kernels(graph("127, -128, 3, 4", "[7]", 0.5), CORE)).hasSize(2);
    assertThat(kernels(graph("-128, -128, 3, 4", "[7]", 0.5), CORE)).hasSize(1);
    assertThat(kernels(graph("3, -128, -128, 4", "[7]", 0.5), CORE)).hasSize(2);
  }

  @Test
  void isNotOfferedWhereSumsMayOverflow() {
    // magnitude of products 10 · 128, zero point 1, sum of weights 2
    int bias = (1 << 29) - 10 * 128 + 2;
    assertThat(kernels(graph("1, 2, 3, -4", "[" + (bias - 1) + "]", 0.5), CORE)).hasSize(2);
    assertThat(kernels(graph("1, 2, 3, -4", "[" + bias + "]", 0.5), CORE)).hasSize(1);
  }

  @Test
  void isNotOfferedWhereTheScaleIsAHalfOrMore() {
    assertThat(kernels(graph("1, 2, 3, -4", "[7]", 0.25), CORE)).hasSize(2);
    assertThat(kernels(graph("1, 2, 3, -4", "[7]", 0.125), CORE)).hasSize(1);
  }

  @Test
  void groupsAreTheLargestWhoseWeightsAreSmallEnough() {
    byte[] weights = new byte[2 * 12];
    Arrays.fill(weights, (byte) 31);
    assertThat(units(weights)).containsExactly(1, 0, 0); // the last unit has no next one
    weights[12] = 39; // 31 · 7 + 39 = 256
    assertThat(units(weights)).containsExactly(0, 1, 0);
    weights[4] = 127;
    weights[5] = 127;
    assertThat(units(weights)).containsExactly(0, -1, 0);
    weights[6] = 1;
    weights[7] = 0;
    assertThat(units(weights)).containsExactly(0, 0, 0);
    weights[7] = 1; // 256
    assertThat(units(weights)).containsExactly(0, -1, 0);
  }

  @Test
  void keepsRowsOfThePaddedImageWhereWindowsReachIntoIt() {
    int columns = 3 * 12 * Integer.BYTES;
    assertThat(scratch("4,4", "2,2", "0,0,0,0")).isEqualTo(columns);
    assertThat(scratch("4,4", "2,4", "0,0,1,1")).isEqualTo(columns + 20); // 3 rows of 6
    assertThat(scratch("4,5", "2,5", "0,0,1,1")).isEqualTo(columns + 28); // pairs of two rows
    assertThat(scratch("4,4", "3,2", "1,0,0,0")).isEqualTo(columns + 12);
  }

  /** Returns the scratch memory of a 3×3 convolution of one channel, in bytes. */
  private static long scratch(String input, String output, String padding) {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,%s,1] scale=0.25 zp=1) -> (y)
              w: int8[1,3,3,1] scale=0.25 zp=0 = [1, 2, 3, 4, 5, 6, 7, 8, 9]
              b: int32[1] scale=0.0625 zp=0 = [7]
              y: int8[1,%s,1] scale=0.5 zp=1 = CONV_2D(x, w, b) stride=1x1 padding=[%s]
            """
                .formatted(input, output, padding));
    return KernelTable.candidates(graph, CORE).get(0).stream()
        .filter(use -> use.kernel() == Kernel.CONV_2D_TWO_PIXELS)
        .findFirst()
        .orElseThrow()
        .scratch()
        .bytes();
  }

  private static byte[] units(byte[] weights) {
    return TwoPixelsConvolution.units(weights, 2).orElseThrow().get(0);
  }

  private static List<Kernel> kernels(Graph graph, KernelTarget target) {
    return KernelTable.candidates(graph, target).get(0).stream().map(KernelUse::kernel).toList();
  }

  private static Graph graph(String weights, String bias, double scale) {
    return GraphText.parse(
        """
        graph g(x: int8[1,2,3,4] scale=0.25 zp=1) -> (y)
          w: int8[1,1,1,4] scale=0.25 zp=0 = [%s]
          b: int32[1] scale=0.0625 zp=0 = %s
          y: int8[1,2,3,1] scale=%s zp=1 = CONV_2D(x, w, b) stride=1x1
        """
            .formatted(weights, bias, scale));
  }
}
