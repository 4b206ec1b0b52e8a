package dev.halyard.engine.requantization;

import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requantizations that are hard to get right. */
final class Requantizations {
  static final List<Integer> MULTIPLIERS =
      List.of(
          1 << 30,
          (1 << 30) + 1,
          3 << 29,
          (3 << 29) - 1,
          1518500250,
          Integer.MAX_VALUE - 1,
          Integer.MAX_VALUE);

  static final List<Integer> ZERO_POINTS = List.of(-128, -127, -1, 0, 126, 127);

  private static final float SCALE = 6f / 255;

  private Requantizations() {}

  /** Returns every multiplier, shift, zero point and activation, with ranges of all sizes. */
  static List<Requantization> adversarial() {
    List<Requantization> all = new ArrayList<>();
    Random random = new Random(5);
    for (int multiplier : MULTIPLIERS) {
      for (int shift = -31; shift <= 8; shift++) {
        for (int zeroPoint : ZERO_POINTS) {
          for (Activation activation : Activation.values()) {
            int bits = random.nextInt(Math.max(1, Math.min(26, 30 - Math.max(0, shift)))) + 2;
            long lowest = -(1L << bits) + random.nextInt(1 << (bits - 1));
            long highest = random.nextInt(1 << bits);
            all.add(of(multiplier, shift, zeroPoint, activation, lowest, highest));
          }
        }
      }
    }
    return all;
  }

  static Requantization of(
      int multiplier, int shift, int zeroPoint, Activation activation, long lowest, long highest) {
    ActivationRange range =
        ActivationRange.of(activation, Quantization.perTensor(SCALE, zeroPoint));
    return new Requantization(
        new QuantizedMultiplier(multiplier, shift), zeroPoint, range, 0, lowest, highest);
  }

  /** Returns channels as networks have them: about as many steps as the output has values. */
  static List<Requantization> usual(int count, int zeroPoint, Activation activation) {
    Random random = new Random(count);
    List<Requantization> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int multiplier = (1 << 30) + random.nextInt(1 << 30);
      int shift = -4 - random.nextInt(5);
      long magnitude = (long) (300 / Math.scalb((double) multiplier, shift - 31));
      all.add(of(multiplier, shift, zeroPoint, activation, -magnitude, magnitude));
    }
    return all;
  }

  /** Tells by trying every accumulator whether a form is equal and never overflows. */
  static boolean isEqualEverywhere(Requantization reference, Form form) {
    for (long x = reference.lowest(); x <= reference.highest(); x++) {
      if (!form.isExact(x) || form.apply(x) != reference.apply(x)) {
        return false;
      }
    }
    return true;
  }
}
