package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.arithmetic.ConvolutionMultipliers;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The output channels of a CONV_2D or FULLY_CONNECTED as kernels take them that compute two at a
 * time, proven to fit their arithmetic.
 *
 * <p>Two channels share halfwords, {@code even + 256 · odd}, and sums: what the sum of the odd one
 * leaves of 32 bits is 24.
 *
 * @param channels one per output channel
 */
public record PairedChannels(List<Channel> channels) {
  /** Channels that share halfwords. */
  public static final int CHANNELS = 2;

  private static final long EVEN_LIMIT = 1L << 30;
  private static final long ODD_LIMIT = 1L << 23;
  private static final int LARGEST_SHIFT = 30;

  /** Copies the list. */
  public PairedChannels {
    channels = List.copyOf(channels);
  }

  /**
   * What is done with the sum of products of an output channel: {@code saturate((round(2 · (sum +
   * bias) · multiplier / 2^32) + addend − (sum + bias < 0)) >> shift)}.
   *
   * @param bias less zero point times weights
   * @param multiplier Q31
   * @param addend half of a step of the output, and its zero point
   * @param shift to the right, at least 1
   */
  public record Channel(int bias, int multiplier, int addend, int shift) {}

  /** Returns the channels of a node with constant weights; empty if one of them does not fit. */
  public static Optional<PairedChannels> of(Graph graph, Node node) {
    byte[] weights = graph.input(node, 1).requireConstant().toBytes();
    List<QuantizedMultiplier> multipliers = ConvolutionMultipliers.of(graph, node).channels();
    int outputs = multipliers.size();
    int depth = weights.length / outputs;
    if (!fitHalfwords(weights, outputs, depth)) {
      return Optional.empty();
    }
    int inputZeroPoint = graph.input(node, 0).requireQuantization().zeroPoint();
    int outputZeroPoint = graph.output(node).requireQuantization().zeroPoint();
    List<Channel> channels = new ArrayList<>();
    for (int o = 0; o < outputs; o++) {
      long limit = o % CHANNELS == 0 ? EVEN_LIMIT : ODD_LIMIT;
      SumRange range = SumRange.of(bias(graph, node, o), inputZeroPoint, weights, o * depth, depth);
      Optional<Channel> channel = channel(range, multipliers.get(o), outputZeroPoint, limit);
      if (channel.isEmpty()) {
        return Optional.empty();
      }
      channels.add(channel.get());
    }
    return Optional.of(new PairedChannels(channels));
  }

  private static Optional<Channel> channel(
      SumRange range, QuantizedMultiplier multiplier, int zeroPoint, long limit) {
    int shift = multiplier.multiplier() == 0 ? 1 : -multiplier.shift();
    if (shift < 1 || shift > LARGEST_SHIFT || range.magnitude() >= limit) {
      return Optional.empty();
    }
    long addend = (1L << (shift - 1)) + ((long) zeroPoint << shift);
    boolean fits = Math.abs(addend) + range.magnitude() < Integer.MAX_VALUE;
    return fits
        ? Optional.of(new Channel((int) range.bias(), multiplier.multiplier(), (int) addend, shift))
        : Optional.empty();
  }

  /** Tells whether {@code even + 256 · odd} is an int16 for all weights of all pairs. */
  private static boolean fitHalfwords(byte[] weights, int outputs, int depth) {
    for (int odd = 1; odd < outputs; odd += CHANNELS) {
      for (int k = 0; k < depth; k++) {
        if (weights[odd * depth + k] == Byte.MIN_VALUE && weights[(odd - 1) * depth + k] < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static int bias(Graph graph, Node node, int channel) {
    return node.inputs().size() < 3 ? 0 : graph.input(node, 2).requireConstant().int32(channel);
  }
}
