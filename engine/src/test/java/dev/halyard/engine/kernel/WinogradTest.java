package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.targets.InstructionSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WinogradTest {
  private static final KernelTarget DSP =
      new KernelTarget(InstructionSet.ARMV7E_M, Set.of("armv7e-m"));

  private static final int LIFT = 128;

  @Test
  void weightsAreTransformedBothWays() {
    byte[] window = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    // rows first: 2·(1 2 3), (12 15 18), (4 5 6), 2·(7 8 9); columns of those likewise
    assertThat(WinogradTransform.F2.weights(window))
        .containsExactly(4, 12, 4, 12, 24, 45, 15, 36, 8, 15, 5, 12, 28, 48, 16, 36);
    assertThat(WinogradTransform.F4.weights(window)[0]).isEqualTo(36);
    assertThat(WinogradTransform.F4.weights(window)[35]).isEqualTo(36 * 9);
  }

  @ParameterizedTest
  @EnumSource
  void largestWeightsFitHalfwords(WinogradTransform transform) {
    for (int signs = 0; signs < 1 << 9; signs++) {
      byte[] window = new byte[9];
      for (int tap = 0; tap < window.length; tap++) {
        window[tap] = (signs >> tap & 1) == 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE;
      }
      assertThat(Arrays.stream(transform.weights(window)).allMatch(w -> w == (short) w)).isTrue();
    }
  }

  /**
   * Sums of {@code 9 · inputs} products of −128 with −128 reach {@code 2^14 · 9 · inputs}; the bias
   * brings them just below or to the limit: 2^25, or 2^29.
   */
  @ParameterizedTest
  @CsvSource({
    "F4, 220, 1114111, true",
    "F4, 220, 1114112, false",
    "F4, 224, 524287, true",
    "F4, 224, 524288, false",
    "F4, 228, 0, false",
    "F2, 228, 503250943, true",
    "F2, 228, 503250944, false",
  })
  void sumsAtTheLimitAreOffered(
      WinogradTransform transform, int inputs, int bias, boolean isOffered) {
    Graph graph = graph(inputs, "-128", bias, "65536.0");
    assertThat(channels(graph, transform, 0).isPresent()).isEqualTo(isOffered);
  }

  /** 9 · 200 · 127 · 128 is 29260800; −2^25 is −33554432, which still fits. */
  @ParameterizedTest
  @CsvSource({"-4293632, true", "-4293633, false"})
  void negativeSumsAtTheLimitAreOffered(int bias, boolean isOffered) {
    Graph graph = graph(200, "127", bias, "65536.0");
    assertThat(channels(graph, WinogradTransform.F4, 0).isPresent()).isEqualTo(isOffered);
  }

  @Test
  void liftedInputsAreTakenOffTheOffset() {
    Graph graph = graph(4, "2", 100, "8.0");
    int raw = offset(channels(graph, WinogradTransform.F4, 0));
    int lifted = offset(channels(graph, WinogradTransform.F4, LIFT));
    assertThat(raw).isEqualTo(64 * 100);
    assertThat(lifted).isEqualTo(raw - 64 * LIFT * 2 * 36);
  }

  @Test
  void formsAreOfferedForDenseWindowsOfThreeByThree() {
    assertThat(forms(graph(4, "2", 0, "8.0")))
        .containsExactlyInAnyOrder(
            new WinogradForm(WinogradTransform.F4, false, 1),
            new WinogradForm(WinogradTransform.F4, true, 1));
    assertThat(forms(graph(3, "2", 0, "8.0"))).isEmpty();
  }

  @Test
  void outputsLieOverInputsThatABandHasRead() {
    Graph graph = graph(4, "2", 0, "8.0");
    List<KernelUse> uses = offers(graph, DSP);
    // 4 rows of tiles of 4: all rows are read before the first is written
    assertThat(uses.stream().filter(u -> form(u).transform() == WinogradTransform.F4))
        .allSatisfy(
            use ->
                assertThat(use.access().get(0))
                    .isEqualTo(new AccessOrder.Forward(4L * 8 - 4 * 16)));
  }

  @Test
  void areOfferedOnlyWhereTheCoreHasTheirInstructions() {
    assertThat(offers(graph(4, "2", 0, "8.0"), KernelTarget.HOST)).isEmpty();
  }

  private static int offset(Optional<WinogradChannels> channels) {
    return channels.orElseThrow().rounded().get(0).offset();
  }

  private static WinogradForm form(KernelUse use) {
    return use.channels(WinogradChannels.class).form();
  }

  private static List<WinogradForm> forms(Graph graph) {
    return offers(graph, DSP).stream().map(WinogradTest::form).toList();
  }

  private static List<KernelUse> offers(Graph graph, KernelTarget target) {
    Conv2d operator = (Conv2d) graph.nodes().get(0).operator();
    return WinogradConvolution.offers(graph, graph.nodes().get(0), operator, target);
  }

  private static Optional<WinogradChannels> channels(
      Graph graph, WinogradTransform transform, int lift) {
    WinogradForm form = new WinogradForm(transform, true, 1);
    return WinogradChannels.of(graph, graph.nodes().get(0), form, lift);
  }

  /** Returns a convolution of 4×4 pixels to two channels whose weights are all the same. */
  private static Graph graph(int inputs, String weight, int bias, String scale) {
    String weights = String.join(", ", Collections.nCopies(2 * 9 * inputs, weight));
    return GraphText.parse(
        """
        graph g(x: int8[1,4,4,%1$d] scale=1.0 zp=0) -> (y)
          w: int8[2,3,3,%1$d] scale=1.0 zp=0 = [%2$s]
          b: int32[2] scale=1.0 zp=0 = [%3$d, %3$d]
          y: int8[1,4,4,2] scale=%4$s zp=0 = CONV_2D(x, w, b) stride=1x1 padding=[1,1,1,1]
        """
            .formatted(inputs, weights, bias, scale));
  }
}
