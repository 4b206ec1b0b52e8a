package dev.halyard.harness.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private static final Tensor X = Tensor.activation("x", ElementType.INT8, Shape.of(1, 2));

  @Test
  void takesOneInferenceOfTheTensorsShape() throws IOException {
    Sequence sequence =
        Sequence.of(
            List.of(new NpyArray(ElementType.INT8, List.of(1, 2), new byte[] {1, 2})),
            List.of(X),
            "f");
    assertThat(sequence.size()).isEqualTo(1);
  }

  @Test
  void splitsALeadingAxisAndJoinsItAgain() throws IOException {
    NpyArray array =
        new NpyArray(ElementType.INT8, List.of(3, 1, 2), new byte[] {1, 2, 3, 4, 5, 6});
    Sequence sequence = Sequence.of(List.of(array), List.of(X), "f");
    assertThat(sequence.inferences().get(2).get(0)).containsExactly(5, 6);
    assertThat(sequence.toArrays(List.of(X))).containsExactly(array);
  }

  @Test
  void refusesAnotherShapeWithWhatIsAccepted() {
    NpyArray array = new NpyArray(ElementType.INT8, List.of(2, 1), new byte[] {1, 2});
    assertThatThrownBy(() -> Sequence.of(List.of(array), List.of(X), "f.npy"))
        .hasMessage(
            "'f.npy' holds int8[2, 1]; tensor 'x' is int8[1, 2], accepted: that, or with a leading axis of N inferences");
  }

  @Test
  void refusesNoInference() {
    NpyArray array = new NpyArray(ElementType.INT8, List.of(0, 1, 2), new byte[0]);
    assertThatThrownBy(() -> Sequence.of(List.of(array), List.of(X), "f.npy"))
        .hasMessage("'f.npy' holds no inference: its leading axis is 0");
  }
}
