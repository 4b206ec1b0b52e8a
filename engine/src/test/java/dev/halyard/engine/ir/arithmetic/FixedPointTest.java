package dev.halyard.engine.ir.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {

  @ParameterizedTest
  @CsvSource({
    "1073741824, 1073741824, 536870912", // 1/2 · 1/2 = 1/4
    "1, 1073741824, 1", // 1/2 rounds up
    "-1, 1073741824, 0", // so does -1/2
    "-3, 1073741824, -1",
    "-2147483648, -2147483648, 2147483647", // the one product that overflows
  })
  void multipliesHighHalves(int a, int b, int expected) {
    assertThat(FixedPoint.saturatingRoundingDoublingHighMul(a, b)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1, 3",
    "-5, 1, -3",
    "4, 3, 1",
    "-4, 3, -1",
    "3, 3, 0",
    "-3, 3, 0",
    "7, 0, 7",
    "2147483647, 31, 1",
    "-2147483648, 31, -1",
    "1073741823, 31, 0",
  })
  void dividesByPowersOfTwoHalfAwayFromZero(int value, int exponent, int expected) {
    assertThat(FixedPoint.roundingDivideByPowerOfTwo(value, exponent)).isEqualTo(expected);
  }

  @Test
  void halvesSumsHalfAwayFromZero() {
    assertThat(FixedPoint.roundingHalfSum(2, 1)).isEqualTo(2);
    assertThat(FixedPoint.roundingHalfSum(-2, -1)).isEqualTo(-2);
    assertThat(FixedPoint.roundingHalfSum(Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void saturatesShifts() {
    assertThat(FixedPoint.saturatingShiftLeft(3, 2)).isEqualTo(12);
    assertThat(FixedPoint.saturatingShiftLeft(1 << 30, 1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(FixedPoint.saturatingShiftLeft(-(1 << 30) - 1, 1)).isEqualTo(Integer.MIN_VALUE);
  }
}
