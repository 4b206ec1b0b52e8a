package dev.halyard.engine.requantization;

import dev.halyard.engine.requantization.Form.SignStep;
import java.util.Optional;

/**
 * Forms that round twice, as the reference does: their constants follow from it, and hold wherever
 * nothing overflows and the activation is what the last saturation does anyway.
 */
public final class RoundingForms {
  private RoundingForms() {}

  /**
   * Returns the form of SMMLAR: {@code smmlar v, 2x, m, c; add v, v, x asr #31; asr e; ssat #8},
   * without the second instruction where nothing is shifted right.
   *
   * <p>{@code SaturatingRoundingDoublingHighMul(x, m)} is {@code SMMULR(2x, m)}, and {@code
   * RoundingDivideByPOT(v, e)} is {@code (v + (x >> 31) + 2^(e−1)) >> e} for e ≥ 1: where v is not
   * negative though x is, it is 0, and stays so.
   */
  public static Optional<Form> smmlar(Requantization reference) {
    int shift = reference.rightShift();
    long half = shift == 0 ? 0 : 1L << (shift - 1);
    long addend = half + ((long) reference.zeroPoint() << shift);
    if (!Requantization.fits(addend)) {
      return Optional.empty();
    }
    Form form =
        new Form(
            1 + Math.max(reference.scale().shift(), 0),
            0,
            reference.scale().multiplier(),
            true,
            (int) addend,
            shift == 0 ? SignStep.NONE : SignStep.MINUS_ONE_BELOW_ZERO,
            shift);
    return proven(reference, form);
  }

  /**
   * Returns the form of MULHSU: {@code slli; mulhsu v, 2x, 2m; bltz x, 1f; addi v, v, 2; 1: add v,
   * v, c; sra e + 1} and a saturation. MULHSU keeps one bit more than the reference's first
   * rounding does, so that both roundings are one addition: of {@code 2^e − 1} below zero, and of
   * {@code 2^e + 1} from zero on; where nothing is shifted right there is only the first rounding.
   */
  public static Optional<Form> mulhsu(Requantization reference) {
    int shift = reference.rightShift();
    long rounding = shift == 0 ? 1 : (1L << shift) - 1;
    long addend = rounding + ((long) reference.zeroPoint() << (shift + 1));
    if (!Requantization.fits(addend) || shift > 30) {
      return Optional.empty();
    }
    Form form =
        new Form(
            1 + Math.max(reference.scale().shift(), 0),
            0,
            2L * reference.scale().multiplier(),
            false,
            (int) addend,
            shift == 0 ? SignStep.NONE : SignStep.PLUS_TWO_FROM_ZERO,
            shift + 1);
    return proven(reference, form);
  }

  private static Optional<Form> proven(Requantization reference, Form form) {
    return Optional.of(form).filter(found -> Proof.holds(reference, found));
  }
}
