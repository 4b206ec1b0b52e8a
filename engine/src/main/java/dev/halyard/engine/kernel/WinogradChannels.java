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
 * The output channels of a convolution whose sums come from transformed products, {@code
 * 2^fractionBits} times too large, proven to fit 32 bits so.
 *
 * <p>Products are summed modulo 2^32, so only the sum that comes out must fit, bias included.
 *
 * @param form of the convolution that they are for
 * @param lines one per output channel, if all have one
 * @param rounded one per output channel, for sums that are rounded twice; none where there are
 *     lines
 */
public record WinogradChannels(
    WinogradForm form, Optional<RequantizationLines> lines, List<Channel> rounded)
    implements ProvenChannels {
  private static final int LARGEST_SHIFT = 30;

  /** Copies the list. */
  public WinogradChannels {
    rounded = List.copyOf(rounded);
  }

  /**
   * What is done with the sum of an output channel: {@code saturate((round(2·s · multiplier / 2^32)
   * + addend − (s < 0)) >> shift)} of {@code s = (offset + 2^fractionBits · sum) / 2^fractionBits}.
   *
   * @param offset {@code 2^fractionBits} times the bias
   * @param multiplier Q31
   * @param addend half of a step of the output, and its zero point
   * @param shift to the right, at least 1
   */
  public record Channel(int offset, int multiplier, int addend, int shift) {}

  /**
   * Returns the channels of a node with constant weights; empty if one of them does not fit.
   *
   * @param lift what the kernel adds to every input: sums are larger by so many times the weights'
   */
  public static Optional<WinogradChannels> of(Graph graph, Node node, WinogradForm form, int lift) {
    int bits = form.transform().fractionBits();
    List<ChannelRequantizations.Channel> channels = ChannelRequantizations.of(graph, node);
    if (!channels.stream().allMatch(channel -> fits(channel.requantization(), bits))) {
      return Optional.empty();
    }
    long[] lifted = lifted(graph, node, channels.size(), lift);
    Optional<RequantizationLines> lines = RequantizationLines.of(graph, node, bits);
    if (lines.isPresent()) {
      return Optional.of(
          new WinogradChannels(form, Optional.of(lowered(lines.get(), lifted, bits)), List.of()));
    }
    List<Channel> rounded = new ArrayList<>();
    for (int o = 0; o < channels.size(); o++) {
      Optional<Channel> channel = rounded(channels.get(o), lifted[o], bits);
      if (channel.isEmpty()) {
        return Optional.empty();
      }
      rounded.add(channel.get());
    }
    return Optional.of(new WinogradChannels(form, Optional.empty(), rounded));
  }

  /** Returns the bytes of a channel's record. */
  int recordBytes() {
    return (lines.isPresent() ? 2 : 4) * Integer.BYTES;
  }

  /** Returns the same channels for another form with the same transform. */
  WinogradChannels with(WinogradForm other) {
    return new WinogradChannels(other, lines, rounded);
  }

  /** Tells whether {@code 2^bits} times any sum, bias included, is an int32. */
  private static boolean fits(Requantization reference, int bits) {
    long limit = 1L << (Integer.SIZE - 1 - bits);
    return reference.lowest() >= -limit && reference.highest() < limit;
  }

  /** Returns what lifted inputs add to the sum of every channel. */
  private static long[] lifted(Graph graph, Node node, int channels, int lift) {
    byte[] weights = graph.input(node, 1).requireConstant().toBytes();
    int depth = weights.length / channels;
    long[] lifted = new long[channels];
    for (int k = 0; k < weights.length; k++) {
      lifted[k / depth] += (long) lift * weights[k];
    }
    return lifted;
  }

  /** Returns lines of lifted sums: modulo 2^32, as they are computed. */
  private static RequantizationLines lowered(RequantizationLines lines, long[] lifted, int bits) {
    List<RequantizationLines.Line> channels = new ArrayList<>();
    for (RequantizationLines.Line line : lines.channels()) {
      int offset = (int) (line.offset() - (lifted[channels.size()] << bits));
      channels.add(new RequantizationLines.Line(offset, line.multiplier(), line.fractionBits()));
    }
    return new RequantizationLines(lines.shift(), channels);
  }

  private static Optional<Channel> rounded(
      ChannelRequantizations.Channel channel, long lifted, int bits) {
    Requantization reference = channel.requantization();
    QuantizedMultiplier scale = reference.scale();
    int offset = (int) ((channel.bias() - lifted) << bits);
    if (reference.isConstant()) {
      return Optional.of(new Channel(offset, 0, 2 * reference.apply(reference.lowest()) + 1, 1));
    }
    int shift = -scale.shift();
    long magnitude = Math.max(Math.abs(reference.lowest()), Math.abs(reference.highest()));
    if (shift < 1 || shift > LARGEST_SHIFT) {
      return Optional.empty();
    }
    long addend = (1L << (shift - 1)) + ((long) reference.zeroPoint() << shift);
    return Math.abs(addend) + magnitude < Integer.MAX_VALUE
        ? Optional.of(new Channel(offset, scale.multiplier(), (int) addend, shift))
        : Optional.empty();
  }
}
