package dev.halyard.engine.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.requantization.Form.SignStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final int FEW = 1 << 15;

  @Test
  void saysOfEveryFormWhatTryingEveryAccumulatorSays() {
    int refused = 0;
    int accepted = 0;
    for (Requantization reference : Requantizations.adversarial()) {
      if (reference.highest() - reference.lowest() > FEW || !reference.isMonotone()) {
        continue;
      }
      for (Form form : mutated(forms(reference))) {
        boolean holds = Proof.holds(reference, form);
        assertThat(holds)
            .as("%s by %s", reference, form)
            .isEqualTo(Requantizations.isEqualEverywhere(reference, form));
        accepted += holds ? 1 : 0;
        refused += holds ? 0 : 1;
      }
    }
    assertThat(accepted).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void aConstantThatIsWrongByOneIsFound() {
    for (Requantization reference : Requantizations.usual(50, -3, Activation.NONE)) {
      Form form = RoundingForms.smmlar(reference).orElseThrow();
      assertThat(Proof.holds(reference, with(form, form.multiplier(), form.addend() + 1)))
          .isFalse();
      assertThat(Proof.holds(reference, with(form, form.multiplier(), form.addend() - 1)))
          .isFalse();
      long wrong = form.multiplier() + (form.multiplier() >> 8);
      assertThat(Proof.holds(reference, with(form, wrong, form.addend()))).isFalse();
    }
  }

  @Test
  void nothingIsProvenOfAnAccumulatorThatMayOverflow() {
    long many = (1L << 30) + 5;
    Requantization reference = Requantizations.of(1 << 30, -24, 0, Activation.NONE, -many, many);
    assertThat(reference.isMonotone()).isTrue();
    assertThat(RoundingForms.smmlar(reference)).isEmpty();
    Requantization left = Requantizations.of(1 << 30, 8, 0, Activation.NONE, -1 << 23, 1 << 23);
    assertThat(left.isMonotone()).isFalse();
    assertThat(RoundingForms.smmlar(left)).isEmpty();
  }

  private static List<Form> forms(Requantization reference) {
    List<Form> forms = new ArrayList<>();
    for (Optional<Form> form :
        List.of(RoundingForms.smmlar(reference), RoundingForms.mulhsu(reference))) {
      form.ifPresent(forms::add);
    }
    return forms;
  }

  /** Returns forms and some that differ from them in a constant. */
  private static List<Form> mutated(List<Form> forms) {
    List<Form> all = new ArrayList<>(forms);
    Random random = new Random(7);
    for (Form form : forms) {
      all.add(with(form, form.multiplier(), form.addend() + 1));
      all.add(with(form, form.multiplier(), form.addend() - 1));
      all.add(with(form, form.multiplier() - 1 - random.nextInt(1 << 20), form.addend()));
      all.add(with(form, form.multiplier(), form.addend() + (1 << random.nextInt(20))));
      for (SignStep step : SignStep.values()) {
        all.add(
            new Form(
                form.leftShift(),
                form.offset() + random.nextInt(3) - 1,
                form.multiplier(),
                form.rounds(),
                form.addend(),
                step,
                form.rightShift()));
      }
      all.add(
          new Form(
              form.leftShift(),
              form.offset(),
              form.multiplier(),
              !form.rounds(),
              form.addend(),
              form.signStep(),
              form.rightShift()));
    }
    return all;
  }

  private static Form with(Form form, long multiplier, int addend) {
    return new Form(
        form.leftShift(),
        form.offset(),
        multiplier,
        form.rounds(),
        addend,
        form.signStep(),
        form.rightShift());
  }
}
