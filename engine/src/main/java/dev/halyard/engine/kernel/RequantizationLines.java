package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.requantization.ChannelRequantizations;
import dev.halyard.engine.requantization.ChannelRequantizations.Channel;
import dev.halyard.engine.requantization.LineSearch;
import dev.halyard.engine.requantization.LineSearch.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A requantization by one multiplication and one shift, which is the same for all channels: {@code
 * saturate(⌊(offset + 2^fractionBits · sum) · multiplier / 2^(32 + shift)⌋)} of the sum of raw
 * inputs times weights.
 *
 * @param shift 4, 8, 12, 16 or 20: the kernel has a loop for each
 * @param channels their lines, each proven equal to the reference for every sum
 */
public record RequantizationLines(int shift, List<Line> channels) implements ProvenChannels {
  /** The finest first; sums of more bits, or with a larger bias, leave room for less. */
  private static final int[] FRACTION_BITS = {8, 4, 0};

  /** The most precise first. */
  private static final int[] SHIFTS = {20, 16, 12, 8, 4};

  /**
   * A channel's constants.
   *
   * @param offset bias, zero points and rounding
   * @param multiplier at least 0
   * @param fractionBits 0 to 8: weights are multiplied by so many powers of two
   */
  public record Line(int offset, int multiplier, int fractionBits) {

    private static Optional<Line> of(Channel channel, int shift, int... fractionBits) {
      return IntStream.of(fractionBits)
          .mapToObj(bits -> LineSearch.find(channel.ofSum(), Shape.ofOffset(bits, shift)))
          .flatMap(Optional::stream)
          .findFirst()
          .map(form -> new Line(form.offset(), (int) form.multiplier(), form.leftShift()));
    }
  }

  /** Copies the list. */
  public RequantizationLines {
    channels = List.copyOf(channels);
  }

  /** Returns the lines of a node; empty if there is no shift with one for every channel. */
  public static Optional<RequantizationLines> of(Graph graph, Node node) {
    return of(graph, node, FRACTION_BITS);
  }

  /** Returns the lines of a node whose offsets all have one of these fractions. */
  static Optional<RequantizationLines> of(Graph graph, Node node, int... fractionBits) {
    List<Channel> channels = ChannelRequantizations.of(graph, node);
    return IntStream.of(SHIFTS)
        .mapToObj(shift -> of(channels, shift, fractionBits))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<RequantizationLines> of(
      List<Channel> channels, int shift, int... fractionBits) {
    List<Line> lines =
        channels.stream()
            .map(channel -> Line.of(channel, shift, fractionBits))
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .toList();
    return lines.size() == channels.size()
        ? Optional.of(new RequantizationLines(shift, lines))
        : Optional.empty();
  }
}
