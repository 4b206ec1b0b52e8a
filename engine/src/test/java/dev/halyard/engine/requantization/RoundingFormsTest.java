package dev.halyard.engine.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.op.Activation;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundingFormsTest {

  @Test
  void existWhereTheActivationIsTheSaturationAndNothingOverflows() {
    for (int multiplier : Requantizations.MULTIPLIERS) {
      for (int zeroPoint : Requantizations.ZERO_POINTS) {
        for (int shift = 0; shift <= 22; shift++) {
          Requantization reference =
              Requantizations.of(
                  multiplier, -shift, zeroPoint, Activation.NONE, -1 << 22, (1 << 22) - 1);
          assertThat(RoundingForms.smmlar(reference)).as("%s", reference).isPresent();
          assertThat(RoundingForms.mulhsu(reference)).as("%s", reference).isPresent();
        }
      }
    }
  }

  @Test
  void shiftLeftToo() {
    for (int shift = 1; shift <= 8; shift++) {
      Requantization reference =
          Requantizations.of(1518500250, shift, -7, Activation.NONE, -1 << 12, 1 << 12);
      Form smmlar = RoundingForms.smmlar(reference).orElseThrow();
      Form mulhsu = RoundingForms.mulhsu(reference).orElseThrow();
      assertThat(Requantizations.isEqualEverywhere(reference, smmlar)).isTrue();
      assertThat(Requantizations.isEqualEverywhere(reference, mulhsu)).isTrue();
    }
  }

  @Test
  void reluIsTheSaturationOnlyAtTheLowestZeroPoint() {
    assertThat(RoundingForms.smmlar(relu(-128))).isPresent();
    assertThat(RoundingForms.smmlar(relu(-127))).isEmpty();
    assertThat(RoundingForms.mulhsu(relu(-128))).isPresent();
    assertThat(RoundingForms.mulhsu(relu(0))).isEmpty();
  }

  private static Requantization relu(int zeroPoint) {
    return Requantizations.of(1 << 30, -6, zeroPoint, Activation.RELU, -100_000, 100_000);
  }

  @Test
  void equalTheReferenceForAccumulatorsOfAllSizes() {
    Random random = new Random(11);
    for (Requantization reference : Requantizations.adversarial()) {
      RoundingForms.smmlar(reference).ifPresent(form -> compare(reference, form, random));
      RoundingForms.mulhsu(reference).ifPresent(form -> compare(reference, form, random));
    }
  }

  private static void compare(Requantization reference, Form form, Random random) {
    long count = reference.highest() - reference.lowest() + 1;
    for (int i = 0; i < 200; i++) {
      long x = reference.lowest() + Math.floorMod(random.nextLong(), count);
      assertThat(form.apply(x)).as("%s at %d", reference, x).isEqualTo(reference.apply(x));
    }
  }
}
