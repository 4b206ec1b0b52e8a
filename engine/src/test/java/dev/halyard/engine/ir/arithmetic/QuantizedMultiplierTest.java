package dev.halyard.engine.ir.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizedMultiplierTest {

  @ParameterizedTest
  @CsvSource({
    "1.0, 1073741824, 1",
    "0.5, 1073741824, 0",
    "0.75, 1610612736, 0",
    "3.0, 1610612736, 2",
    "0.0, 0, 0",
    "0.9999999999, 1073741824, 1", // rounds up to 2^31, so half of it with one shift more
    "2.3283064365386963e-10, 1073741824, -31", // 2^-32
    "1e-11, 0, 0",
    "-0.75, -1610612736, 0",
    "-0.9999999999, -1073741824, 1",
  })
  void isTheNearestMultiplierAndShift(double factor, int multiplier, int shift) {
    assertThat(QuantizedMultiplier.of(factor))
        .isEqualTo(new QuantizedMultiplier(multiplier, shift));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0.5, 2",
    "-3, 0.5, -1",
    "5, 0.1, 1",
    "4, 0.1, 0",
    "100, 3.0, 300",
    "-121, -0.25, 30",
    "-118, -0.25, 30",
    "-7, 1.0, -7",
  })
  void appliesWithTwoRoundings(int value, double factor, int expected) {
    assertThat(QuantizedMultiplier.of(factor).apply(value)).isEqualTo(expected);
  }

  @Test
  void roundsTwiceWhereOneRoundingWouldDiffer() {
    // Just below 1/2: the product of 1 rounds to 1, and the half of that to 1 again.
    QuantizedMultiplier multiplier = new QuantizedMultiplier(0x7fffffff, -1);
    assertThat(multiplier.apply(1)).isEqualTo(1);
  }

  @Test
  void isNeverMoreThanOneStepFromTheRealProduct() {
    Random random = new Random(1);
    for (int round = 0; round < 100_000; round++) {
      int value = random.nextInt(1 << 24) - (1 << 23);
      double factor = Math.scalb(random.nextDouble() + 0.5, -random.nextInt(20));
      assertThat((double) QuantizedMultiplier.of(factor).apply(value))
          .isCloseTo(value * factor, within(1.01));
    }
  }
}
