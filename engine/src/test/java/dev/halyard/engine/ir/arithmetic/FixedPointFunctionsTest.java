package dev.halyard.engine.ir.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointFunctionsTest {
  private static final double ONE_Q0 = 0x1p31;

  @Test
  void expOfZeroIsTheLargestNumber() {
    assertThat(FixedPointFunctions.expOnNegativeValues(0, 5)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void expOfPowersOfTwoIsTheConstantOfTheBarrelShifter() {
    // exp(-1/4 - 1/4) of the polynomial's end times exp(-1/4) of the shifter; exp(-1) in Q5.26.
    assertThat(FixedPointFunctions.expOnNegativeValues(-(1 << 26), 5) / ONE_Q0)
        .isCloseTo(Math.exp(-1), within(1e-6));
    assertThat(FixedPointFunctions.expOnNegativeValues(-(8 << 26), 5) / ONE_Q0)
        .isCloseTo(Math.exp(-8), within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void expIsCloseToTheRealOne(int integerBits) {
    for (int step = 1; step <= 1000; step++) {
      int a = (int) (-(long) Integer.MAX_VALUE * step / 1000);
      double real = Math.exp(a / ONE_Q0 * (1 << integerBits));
      assertThat(FixedPointFunctions.expOnNegativeValues(a, integerBits) / ONE_Q0)
          .isCloseTo(real, within(2e-6));
    }
  }

  @Test
  void logisticAndTanhAreCloseToTheRealOnes() {
    for (int step = -1000; step <= 1000; step++) {
      int a = (int) ((long) Integer.MAX_VALUE * step / 1000);
      double real = a / ONE_Q0 * 16;
      assertThat(FixedPointFunctions.logistic(a) / ONE_Q0)
          .isCloseTo(1 / (1 + Math.exp(-real)), within(2e-6));
      assertThat(FixedPointFunctions.tanh(a) / ONE_Q0).isCloseTo(Math.tanh(real), within(2e-6));
    }
  }

  @Test
  void logisticAndTanhOfZeroAreExact() {
    assertThat(FixedPointFunctions.logistic(0)).isEqualTo(1 << 30);
    assertThat(FixedPointFunctions.tanh(0)).isZero();
  }

  @Test
  void reciprocalIsExactAtItsEnds() {
    assertThat(FixedPointFunctions.oneOverOnePlus(0) / ONE_Q0).isCloseTo(1, within(1e-8));
    assertThat(FixedPointFunctions.oneOverOnePlus(Integer.MAX_VALUE) / ONE_Q0)
        .isCloseTo(0.5, within(1e-8));
  }
}
