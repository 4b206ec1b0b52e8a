package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.Node;
import dev.halyard.targets.InstructionSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
  void areNotOfferedWhereTheSumOfAnOddChannelNeedsMoreThan24Bits() {
    // 516 · 127 · 128 is below 2^23, 517 · 127 · 128 is not
    assertThat(offered(deepProduct(516))).isTrue();
    assertThat(offered(deepProduct(517))).isFalse();
  }

  @Test
  void takeLinesWhereNothingIsShiftedRight() {
    Graph graph = product(List.of(1, 2, 3, 4), 0, 0.5);
    assertThat(PairedChannels.of(graph, graph.nodes().get(0)).orElseThrow().lines()).isPresent();
  }

  @Test
  void bringTheChannelsThatTheyWereOfferedFor() {
    Graph graph = product(List.of(1, 2, 3, 4), 0, 0.5);
    KernelUse use = KernelTable.candidates(graph, DSP).get(0).get(1);
    assertThat(use.channels(PairedChannels.class))
        .isEqualTo(PairedChannels.of(graph, graph.nodes().get(0)).orElseThrow());
    assertThatThrownBy(() -> use.channels(RequantizationLines.class))
        .hasMessage("kernel fully_connected_paired was offered without its RequantizationLines");
  }

  @Test
  void takeColumnsAndStagedRowsForAConvolutionAndAColumnForAProduct() {
    List<KernelUse> uses = convolution(10);
    assertThat(uses).hasSize(3);
    // two columns of four pixels of four words, for rows have eight; two rows of ten elements and a
    // word more
    KernelUse fast = uses.get(0);
    assertThat(fast.scratch()).isEqualTo(new Scratch(2 * 4 * 4 * 4 + 2 * 4 * 4, 4, false));
    assertThat(fast.cost().flashBytes()).isEqualTo(2 * (2 * 2 * 4 + 32));
    KernelUse product =
        KernelTable.candidates(product(List.of(1, 2, 3, 4), 0, 0.25), DSP).get(0).get(1);
    assertThat(product.scratch()).isEqualTo(new Scratch(4, 4, false));
  }

  @Test
  void takeAsLittleAsAColumnAndWhatItsPixelsSeeWhereRamIsTight() {
    List<KernelUse> uses = convolution(10);
    // four pixels see six elements of each row, one sees three
    assertThat(uses.get(1).scratch()).isEqualTo(new Scratch(4 * 4 * 4 + 2 * 3 * 4, 4, false));
    assertThat(uses.get(2).scratch()).isEqualTo(new Scratch(4 * 4 + 2 * 2 * 4, 4, false));
    assertThat(uses.stream().map(use -> use.cost().instructions())).isSorted();
    assertThat(uses.stream().map(use -> use.channels(PairedConvolution.class).form()))
        .containsExactly(
            new PairedForm(8, false), new PairedForm(4, true), new PairedForm(1, true));
  }

  @Test
  void takeWhatTheyPrepareAgainInEachCall() {
    Graph graph = graphOfConvolution(10);
    KernelUse fast = KernelTable.candidates(graph, DSP).get(0).get(1);
    Node node = graph.nodes().get(0);
    long four = CallCosts.extra(graph, node, fast, 4);
    long two = CallCosts.extra(graph, node, fast, 2);
    assertThat(four).isZero();
    long call = RowFlows.of(graph, node, fast).orElseThrow().callInstructions();
    // the ring is filled, and one of two rows is copied again
    assertThat(two).isEqualTo(call + 2 * 2 * 4 + 90 + 10 * 11 / 16);
  }

  private static List<KernelUse> convolution(int width) {
    List<KernelUse> uses = KernelTable.candidates(graphOfConvolution(width), DSP).get(0);
    List<KernelUse> paired = uses.subList(1, uses.size());
    assertThat(paired).allMatch(use -> use.kernel() == Kernel.CONV_2D_PAIRED);
    return paired;
  }

  private static Graph graphOfConvolution(int width) {
    return GraphText.parse(
        """
        graph g(x: int8[1,5,%d,1] scale=0.5 zp=1) -> (y)
          w: int8[3,2,3,1] scale=0.5 zp=0 = [%s]
          y: int8[1,4,%d,3] scale=2.0 zp=1 = CONV_2D(x, w) stride=1x1
        """
            .formatted(width, ones(18), width - 2));
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

  /** Returns two outputs of which the second has {@code depth} weights of 127. */
  private static Graph deepProduct(int depth) {
    return GraphText.parse(
        """
        graph g(x: int8[1,%1$d] scale=1.0 zp=0) -> (y)
          w: int8[2,%1$d] scale=1.0 zp=0 = [%2$s, %3$s]
          y: int8[1,2] scale=65536.0 zp=0 = FULLY_CONNECTED(x, w)
        """
            .formatted(depth, repeated("1", depth), repeated("127", depth)));
  }

  private static String ones(int count) {
    return repeated("1", count);
  }

  private static String repeated(String value, int count) {
    return String.join(", ", Collections.nCopies(count, value));
  }
}
