package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.requantization.ChannelRequantizations;
import dev.halyard.engine.requantization.Requantization;
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
 * @param lines one per output channel, if all have one
 * @param rounded one per output channel, for sums that are rounded twice; none where there are
 *     lines
 */
public record PairedChannels(Optional<RequantizationLines> lines, List<Channel> rounded)
    implements ProvenChannels {
  /** Channels that share halfwords. */
  public static final int CHANNELS = 2;

  private static final long EVEN_LIMIT = 1L << 30;
  private static final long ODD_LIMIT = 1L << 23;
  private static final int LARGEST_SHIFT = 30;

  /** Sums of the odd channel come with them. */
  private static final int FRACTION_BITS = 8;

  /** Copies the list. */
  public PairedChannels {
    rounded = List.copyOf(rounded);
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
    List<ChannelRequantizations.Channel> channels = ChannelRequantizations.of(graph, node);
    if (!fitHalfwords(weights, channels.size())) {
      return Optional.empty();
    }
    Optional<RequantizationLines> lines = RequantizationLines.of(graph, node, FRACTION_BITS);
    if (lines.isPresent()) {
      return Optional.of(new PairedChannels(lines, List.of()));
    }
    List<Channel> rounded = new ArrayList<>();
    for (int o = 0; o < channels.size(); o++) {
      Optional<Channel> channel =
          rounded(channels.get(o), o % CHANNELS == 0 ? EVEN_LIMIT : ODD_LIMIT);
      if (channel.isEmpty()) {
        return Optional.empty();
      }
      rounded.add(channel.get());
    }
    return Optional.of(new PairedChannels(Optional.empty(), rounded));
  }

  private static Optional<Channel> rounded(ChannelRequantizations.Channel channel, long limit) {
    Requantization reference = channel.requantization();
    QuantizedMultiplier scale = reference.scale();
    if (reference.isConstant() && channel.weightSum() << 7 < limit) {
      return Optional.of(new Channel(0, 0, 2 * reference.apply(reference.lowest()) + 1, 1));
    }
    int shift = -scale.shift();
    long magnitude = Math.max(Math.abs(reference.lowest()), Math.abs(reference.highest()));
    if (shift < 1 || shift > LARGEST_SHIFT || magnitude >= limit) {
      return Optional.empty();
    }
    long addend = (1L << (shift - 1)) + ((long) reference.zeroPoint() << shift);
    boolean fits = Math.abs(addend) + magnitude < Integer.MAX_VALUE;
    return fits
        ? Optional.of(new Channel((int) channel.bias(), scale.multiplier(), (int) addend, shift))
        : Optional.empty();
  }

  /** Tells whether {@code even + 256 · odd} is an int16 for all weights of all pairs. */
  private static boolean fitHalfwords(byte[] weights, int outputs) {
    int depth = weights.length / outputs;
    for (int odd = 1; odd < outputs; odd += CHANNELS) {
      for (int k = 0; k < depth; k++) {
        if (weights[odd * depth + k] == Byte.MIN_VALUE && weights[(odd - 1) * depth + k] < 0) {
          return false;
        }
      }
    }
    return true;
  }
}
