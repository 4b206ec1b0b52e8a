package dev.halyard.harness.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.ElementType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void namesTheFirstWrongElement() {
    Optional<Mismatch> mismatch =
        Comparison.compare(
            new byte[] {1, 2, 3, 4}, new byte[] {1, 5, 3, 2}, ElementType.INT8, Tolerance.EXACT);
    assertThat(mismatch)
        .hasValueSatisfying(
            m ->
                assertThat(m.toString())
                    .isEqualTo(
                        "inference 0, output 0, element 1: expected 2, actual 5 (2 of 4 elements differ, largest error 3, mean error 1.250)"));
  }

  @Test
  void integersAreExactWhateverTheTolerance() {
    assertThat(
            Comparison.compare(
                new byte[] {1}, new byte[] {2}, ElementType.INT8, new Tolerance(10, 1)))
        .isPresent();
  }

  @Test
  void equalBytesDoNotDiffer() {
    assertThat(
            Comparison.compare(
                new byte[] {-128, 127}, new byte[] {-128, 127}, ElementType.UINT8, Tolerance.EXACT))
        .isEmpty();
  }

  @Test
  void floatsMayDifferByTheTolerance() {
    Tolerance tolerance = new Tolerance(0.1, 0);
    assertThat(tolerance.accepts(ElementType.FLOAT32, 1.0, 1.05)).isTrue();
    assertThat(tolerance.accepts(ElementType.FLOAT32, 1.0, 1.2)).isFalse();
    assertThat(tolerance.accepts(ElementType.FLOAT32, Double.NaN, 1.0)).isFalse();
  }

  @Test
  void integersAreToldWithoutDecimals() {
    assertThat(new Mismatch(0, 0, 3, -114, -110, 1, 10, 4, 0.4).values())
        .isEqualTo("expected -114, actual -110");
  }
}
