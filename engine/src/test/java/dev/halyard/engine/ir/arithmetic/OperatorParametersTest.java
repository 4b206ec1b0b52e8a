package dev.halyard.engine.ir.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Softmax;
import dev.halyard.engine.ir.op.Transpose;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorParametersTest {

  @Test
  void fullyConnectedWithOneScaleRoundsTheProductOfScalesToFloat() {
    float input = 0.1f;
    float weights = 0.3f;
    assertThat(multipliers("FULLY_CONNECTED n(x, w)", "scale=0.3"))
        .containsOnly(QuantizedMultiplier.of((double) (input * weights) / 0.7f));
    assertThat(QuantizedMultiplier.of((double) (input * weights) / 0.7f))
        .isNotEqualTo(QuantizedMultiplier.of((double) input * weights / 0.7f));
  }

  @Test
  void fullyConnectedWithAScalePerChannelDoesNot() {
    assertThat(multipliers("FULLY_CONNECTED n(x, w)", "scale=[0.3, 0.2] axis=0"))
        .containsExactly(
            QuantizedMultiplier.of((double) 0.1f * 0.3f / 0.7f),
            QuantizedMultiplier.of((double) 0.1f * 0.2f / 0.7f));
  }

  private static List<QuantizedMultiplier> multipliers(String node, String weightsScale) {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,4] scale=0.1) -> (y)
              w: int8[2,4] %s = fill(1)
              y: int8[1,2] scale=0.7 = %s
            """
                .formatted(weightsScale, node));
    return ConvolutionMultipliers.of(graph, graph.nodes().get(0)).channels();
  }

  @Test
  void additionIsDoubleAndSubtractionIsFloat() {
    assertThat(AdditionParameters.ofAdd(0.5f, 0.25f, 1f))
        .isEqualTo(
            new AdditionParameters(
                QuantizedMultiplier.of(0.5),
                QuantizedMultiplier.of(0.25),
                QuantizedMultiplier.of(0x1p-20)));
    assertThat(AdditionParameters.ofSub(0.3f, 0.7f, 0.9f).a())
        .isEqualTo(QuantizedMultiplier.of(0.3f / 1.4f))
        .isNotEqualTo(AdditionParameters.ofAdd(0.3f, 0.7f, 0.9f).a());
  }

  @Test
  void meanFoldsTheCountIntoTheMultiplier() {
    // 1/25: k = 4, (2^30 << 4) / 25 truncated, shift 1 - 4.
    assertThat(MeanParameters.of(1f, 1f, 25))
        .isEqualTo(new MeanParameters(new QuantizedMultiplier(687194767, -3), 25));
    assertThat(MeanParameters.of(1f, 1f, 1).multiplier())
        .isEqualTo(new QuantizedMultiplier(1 << 30, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, -128, 127",
    "RELU, 5, 127",
    "RELU6, 5, 65",
    "RELU_N1_TO_1, -5, 15",
  })
  void activationRangesAreQuantized(Activation activation, int minimum, int maximum) {
    assertThat(ActivationRange.of(activation, Quantization.perTensor(0.1f, 5)))
        .isEqualTo(new ActivationRange(minimum, maximum));
  }

  @Test
  void softmaxTableFallsFromOneToNothing() {
    SoftmaxTable table = SoftmaxTable.of(new Softmax(1f), Quantization.perTensor(0.25f, 7));
    assertThat(table.exp(0)).isEqualTo(Integer.MAX_VALUE);
    assertThat(table.exp(4)).isEqualTo(FixedPointFunctions.expOnNegativeValues(-(1 << 26), 5));
    // Multiplier 2^24 has shift 25, so the radius is floor(31 · 2^26 / 2^25) = 62.
    assertThat(table.exp(62)).isPositive();
    assertThat(table.exp(63)).isZero();
    assertThat(table.toArray()).hasSize(256);
  }

  @Test
  void softmaxOfEqualInputsIsEqual() {
    SoftmaxTable table = SoftmaxTable.of(new Softmax(1f), Quantization.perTensor(0.25f, 7));
    SoftmaxTable.Reciprocal half = SoftmaxTable.Reciprocal.of(2 * table.addend(0));
    assertThat(table.output(0, half)).isEqualTo((byte) 0);
    SoftmaxTable.Reciprocal whole = SoftmaxTable.Reciprocal.of(table.addend(0));
    assertThat(table.output(0, whole)).isEqualTo((byte) 127);
    assertThat(table.output(63, whole)).isEqualTo((byte) -128);
  }

  @Test
  void rejectsWhatTheReferenceKernelsReject() {
    Quantization tiny = Quantization.perTensor(1e-9f, 0);
    assertThatThrownBy(() -> SoftmaxTable.of(new Softmax(1f), tiny))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not above 2^-26");
    assertThatThrownBy(() -> LookupTable.of(new Transpose(List.of()), tiny, tiny))
        .hasMessage("TRANSPOSE cannot be a lookup table");
    assertThatThrownBy(() -> HardSwishParameters.of(128f, 1f))
        .hasMessage("HARD_SWISH from scale 128.0 to 1.0: the ratio must be below 128");
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 1, 8",
    "-2.5, 1, 2",
    "2.4, 1, 7",
    "1e30, 1, 127",
    "-1e30, 1, -128",
    "NaN, 1, 5",
    "Infinity, 1, 127",
  })
  void quantizesFloatsHalfAwayFromZeroAndSaturates(float real, float scale, int expected) {
    assertThat((int) FloatQuantization.quantize(real, Quantization.perTensor(scale, 5)))
        .isEqualTo(expected);
  }
}
