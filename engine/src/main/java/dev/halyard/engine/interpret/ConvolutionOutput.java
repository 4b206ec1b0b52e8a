package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.ConvolutionMultipliers;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Activation;

/** From biases by way of sums of products to output elements, channel by channel. */
final class ConvolutionOutput {
  private static final int BIAS = 2;

  private final int[] biases;
  private final QuantizedMultiplier[] multipliers;
  private final int zeroPoint;
  private final ActivationRange range;

  ConvolutionOutput(Evaluation evaluation, Activation activation) {
    multipliers =
        ConvolutionMultipliers.of(evaluation.graph(), evaluation.node())
            .channels()
            .toArray(QuantizedMultiplier[]::new);
    biases = evaluation.inputCount() > BIAS ? evaluation.int32(BIAS) : new int[multipliers.length];
    zeroPoint = evaluation.outputQuantization().zeroPoint();
    range = ActivationRange.of(activation, evaluation.outputQuantization());
  }

  /** Returns what the sums begin with. */
  int[] biases() {
    return biases.clone();
  }

  int channels() {
    return biases.length;
  }

  /** Stores the outputs of all channels, beginning at {@code at}. */
  void store(int[] sums, int[] output, int at) {
    for (int channel = 0; channel < sums.length; channel++) {
      output[at + channel] = range.clamp(multipliers[channel].apply(sums[channel]) + zeroPoint);
    }
  }
}
