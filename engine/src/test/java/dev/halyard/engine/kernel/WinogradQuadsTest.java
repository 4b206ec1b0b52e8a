package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.targets.InstructionSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinogradQuadsTest {
  private static final KernelTarget RISCV =
      new KernelTarget(InstructionSet.RV32IMAC, Set.of("rv32imac"));

  private static final String DENSE = "stride=1x1 padding=[1,1,1,1]";

  @Test
  void formsAreOfferedForDenseWindowsOfThreeByThree() {
    assertThat(forms(offers(graph(3, "2", 0, DENSE, 4), RISCV)))
        .containsExactly(form(true, 1), form(false, 1));
    assertThat(forms(offers(graph(3, "2", 0, DENSE, 5), RISCV)))
        .containsExactly(form(true, 1), form(false, 1), form(true, 2), form(false, 2));
    assertThat(offers(graph(3, "2", 0, DENSE, 4), KernelTarget.HOST)).isEmpty();
    String strided = "stride=2x2 padding=[1,1,1,1]";
    assertThat(offers(graph(3, "2", 0, strided, 2), RISCV)).isEmpty();
  }

  /** 9 · 220 products of −128 with −128 reach 2^25 − 1114112. */
  @ParameterizedTest
  @CsvSource({"1114111, true", "1114112, false"})
  void sumsAtTheLimitAreOffered(int bias, boolean isOffered) {
    assertThat(offers(graph(220, "-128", bias, DENSE, 4), RISCV).isEmpty()).isEqualTo(!isOffered);
  }

  @Test
  void transformedWeightsTakeFlashAndPlainOnesTakeScratch() {
    List<KernelUse> uses = offers(graph(4, "2", 0, DENSE, 4), RISCV);
    // one quad of channels and outputs: 144 taps or 16 · 36 int16, and two records
    assertThat(uses).extracting(use -> use.cost().flashBytes()).containsExactly(176L, 1184L);
    // products, one tile's quad, and the weights' or a row of padding
    assertThat(uses)
        .extracting(use -> use.scratch().bytes())
        .containsExactly(2304L + 1152 + 1152, 2304L + 1152 + 16);
  }

  @Test
  void outputsLieOverInputsThatAPassHasRead() {
    KernelUse use = offers(graph(4, "2", 0, DENSE, 8), RISCV).get(0);
    // passes of 4 rows of 16 bytes; the second one still reads row 3
    assertThat(use.access().get(0)).isEqualTo(new AccessOrder.Forward(4L * 8 - 3 * 16));
  }

  private static WinogradForm form(boolean transformsWeights, int tileRows) {
    return new WinogradForm(WinogradTransform.F4, transformsWeights, tileRows);
  }

  private static List<WinogradForm> forms(List<KernelUse> uses) {
    return uses.stream().map(use -> use.channels(WinogradQuads.class).form()).toList();
  }

  private static List<KernelUse> offers(Graph graph, KernelTarget target) {
    Conv2d operator = (Conv2d) graph.nodes().get(0).operator();
    return WinogradQuads.offers(graph, graph.nodes().get(0), operator, target);
  }

  /**
   * Returns a convolution of pixels, 4 to a row, to two channels whose weights are all the same.
   */
  private static Graph graph(int inputs, String weight, int bias, String window, int rows) {
    String weights = String.join(", ", Collections.nCopies(2 * 9 * inputs, weight));
    boolean isStrided = window.startsWith("stride=2x2");
    return GraphText.parse(
        """
        graph g(x: int8[1,%6$d,4,%1$d] scale=1.0 zp=0) -> (y)
          w: int8[2,3,3,%1$d] scale=1.0 zp=0 = [%2$s]
          b: int32[2] scale=1.0 zp=0 = [%3$d, %3$d]
          y: int8[1,%4$d,%5$d,2] scale=65536.0 zp=0 = CONV_2D(x, w, b) %7$s
        """
            .formatted(
                inputs, weights, bias, isStrided ? 1 : rows, isStrided ? 2 : 4, rows, window));
  }
}
