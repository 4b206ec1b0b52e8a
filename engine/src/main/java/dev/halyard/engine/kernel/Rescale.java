package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.requantization.ChannelRequantizations;
import dev.halyard.engine.requantization.ChannelRequantizations.Channel;
import dev.halyard.engine.requantization.Requantization;
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

  /** Outputs, zero points not added, are seldom larger in magnitude, but where they leave int8. */
  private static final int LARGEST_OUTPUT = 255;

  /** Returns the records of a node with weights; empty if some channel cannot have one. */
  public static Optional<List<Rescale>> of(Graph graph, Node node) {
    List<Rescale> records = new ArrayList<>();
    for (Channel channel : ChannelRequantizations.of(graph, node)) {
      Requantization reference = channel.requantization();
      long magnitude = channel.weightSum() * -Byte.MIN_VALUE;
      int minimum = reference.range().minimum() - reference.zeroPoint();
      Optional<Rescale> record = of(channel.bias(), magnitude, reference.scale(), minimum);
      if (record.isEmpty()) {
        return Optional.empty();
      }
      records.add(record.get());
    }
    return Optional.of(records);
  }

  /** Returns the record of a channel whose products sum to no more than a magnitude. */
  private static Optional<Rescale> of(
      long bias, long magnitude, QuantizedMultiplier factor, int minimum) {
    if (Math.abs(bias) + magnitude > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    int output = factor.apply((int) (bias - magnitude));
    if (output == factor.apply((int) (bias + magnitude)) && Math.abs(output) <= LARGEST_OUTPUT) {
      return constant(output, magnitude, minimum);
    }
    boolean isServed = factor.shift() < 0 && factor.shift() >= -LARGEST_SHIFT;
    return isServed && Math.abs(bias) + magnitude < LIMIT
        ? Optional.of(new Rescale((int) bias, factor, threshold(factor, minimum)))
        : Optional.empty();
  }

  /**
   * Returns the record of a channel whose every output is the same: such a one may have a scale
   * that no shift reaches and a bias to match, so it gets others.
   */
  private static Optional<Rescale> constant(int output, long magnitude, int minimum) {
    int shift = 64 - Long.numberOfLeadingZeros(magnitude + 1); // 2^shift is above the magnitude
    long bias = (long) output << (shift + 1);
    if (shift > LARGEST_SHIFT || Math.abs(bias) + magnitude >= LIMIT) {
      return Optional.empty();
    }
    QuantizedMultiplier factor = new QuantizedMultiplier(1 << 30, -shift);
    return Optional.of(new Rescale((int) bias, factor, threshold(factor, minimum)));
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
}
