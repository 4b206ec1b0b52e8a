package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.ConvolutionMultipliers;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record {@code arithmetic::Rescale} of {@code halyard-kernels}: how an output channel is
 * requantized on cores that multiply a signed by an unsigned number.
 *
 * @param bias less the input's zero point times the sum of weights
 * @param factor from sum to output; to be shifted right by 1 to 21
 * @param threshold the smallest sum, bias included, whose output is above the activation's minimum
 */
public record Rescale(int bias, QuantizedMultiplier factor, int threshold) {
  /** Size of the record on the device. */
  public static final int BYTES = 4 * Integer.BYTES;

  /** Sums with their bias are smaller in magnitude, or the arithmetic overflows. */
  private static final int LIMIT = 1 << 29;

  private static final int LARGEST_SHIFT = 21;

  /** Of channels all of whose sums become 0. */
  private static final QuantizedMultiplier NOTHING = new QuantizedMultiplier(0, -1);

  /**
   * Returns the records of a convolution or matrix product; empty if some channel cannot have one.
   *
   * @param weights {@code [outputs][depth]}
   */
  public static Optional<List<Rescale>> of(
      Graph graph, Node node, Activation activation, byte[] weights) {
    ConvolutionMultipliers multipliers = ConvolutionMultipliers.of(graph, node);
    Quantization output = graph.output(node).requireQuantization();
    int zeroPoint = graph.input(node, 0).requireQuantization().zeroPoint();
    int minimum = ActivationRange.of(activation, output).minimum() - output.zeroPoint();
    int depth = weights.length / multipliers.channels().size();
    List<Rescale> records = new ArrayList<>();
    for (int o = 0; o < multipliers.channels().size(); o++) {
      QuantizedMultiplier factor = multipliers.channel(o);
      long bias = bias(graph, node, o);
      long magnitude = 0;
      for (int k = o * depth; k < (o + 1) * depth; k++) {
        bias -= (long) zeroPoint * weights[k];
        magnitude += Math.abs(weights[k]) * (long) -Byte.MIN_VALUE;
      }
      long largest = Math.abs(bias) + magnitude;
      if (largest >= LIMIT) {
        return Optional.empty();
      }
      // A channel that says nothing may have a scale that no shift reaches.
      boolean isConstant = factor.apply((int) largest) == 0 && factor.apply((int) -largest) == 0;
      QuantizedMultiplier served = isConstant ? NOTHING : factor;
      if (served.shift() >= 0 || served.shift() < -LARGEST_SHIFT) {
        return Optional.empty();
      }
      records.add(new Rescale((int) bias, served, threshold(served, minimum)));
    }
    return Optional.of(records);
  }

  private static int threshold(QuantizedMultiplier factor, int minimum) {
    int below = -LIMIT;
    int above = LIMIT;
    while (above - below > 1) {
      int middle = below + (above - below) / 2;
      if (factor.apply(middle) > minimum) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return above;
  }

  private static int bias(Graph graph, Node node, int channel) {
    if (node.inputs().size() <= 2) {
      return 0;
    }
    Tensor bias = graph.input(node, 2);
    return bias.requireConstant().int32(channel);
  }
}
