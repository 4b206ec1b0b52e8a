package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.kernel.PairedChannels;
import dev.halyard.engine.kernel.PairedChannels.Channel;
import dev.halyard.engine.kernel.RequantizationLines;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts weights and channels into the order of kernels that compute two output channels at a time:
 * that of {@code engine/kernels/README.md}.
 */
final class PairedPacking {
  private static final int FOUR = 4;
  private static final int THREE = 3;
  private static final int NONE = -1;
  private static final Channel NO_CHANNEL = new Channel(0, 0, 0, 1);

  private PairedPacking() {}

  /**
   * Returns {@code [outputs/2][runs][words of a run]} of {@code [outputs][runs][run]}.
   *
   * @param weights of which {@code even + 256 · odd} is an int16
   */
  static int[] words(byte[] weights, int outputs, int run) {
    int[] order = order(run);
    int depth = weights.length / outputs;
    int[] words = new int[(outputs + 1) / 2 * (depth / run) * (order.length / 2)];
    int next = 0;
    for (int even = 0; even < outputs; even += PairedChannels.CHANNELS) {
      for (int start = 0; start < depth; start += run) {
        for (int i = 0; i < order.length; i += 2) {
          int low = halfword(weights, even, outputs, depth, start, order[i]);
          int high = halfword(weights, even, outputs, depth, start, order[i + 1]);
          words[next++] = (low & 0xffff) | (high << 16);
        }
      }
    }
    return words;
  }

  /** Returns the elements of a run in the order of halfwords; {@code NONE} where there is none. */
  private static int[] order(int run) {
    int[] order = new int[(run + 1) / 2 * 2];
    int next = 0;
    for (int k = 0; k < run; k += FOUR) {
      int[] elements =
          switch (run - k) {
            case 1 -> new int[] {k, NONE};
            case 2 -> new int[] {k, k + 1};
            case THREE -> new int[] {k, k + 2, k + 1, NONE};
            default -> new int[] {k, k + 2, k + 1, k + THREE};
          };
      System.arraycopy(elements, 0, order, next, elements.length);
      next += elements.length;
    }
    return order;
  }

  private static int halfword(
      byte[] weights, int even, int outputs, int depth, int start, int element) {
    if (element == NONE) {
      return 0;
    }
    int index = even * depth + start + element;
    int odd = even + 1 < outputs ? weights[index + depth] : 0;
    return weights[index] + 256 * odd;
  }

  /**
   * Returns the array of a {@code PairedLine} for every channel, a zero beside the last of an odd
   * number.
   */
  static FlashArray lines(String name, RequantizationLines lines) {
    List<RequantizationLines.Line> channels = new ArrayList<>(lines.channels());
    if (channels.size() % PairedChannels.CHANNELS != 0) {
      channels.add(new RequantizationLines.Line(0, 0, 0));
    }
    List<String> texts =
        channels.stream()
            .map(
                l ->
                    "PairedLine { offset: %d, multiplier: %d },"
                        .formatted(l.offset(), l.multiplier()))
            .toList();
    int[] contents =
        channels.stream().flatMapToInt(l -> IntStream.of(l.offset(), l.multiplier())).toArray();
    String doc =
        "The line from sum to output of every channel; its bias, zero points and rounding are in the"
            + " offset.";
    return new FlashArray(
        name, doc, "PairedLine", texts.size(), ConstantData.ofInt32(contents), texts);
  }

  /** Returns the array of a {@code ChannelPair} for every two channels. */
  static FlashArray records(String name, List<Channel> channels) {
    List<String> lines = new ArrayList<>();
    IntStream.Builder contents = IntStream.builder();
    for (int o = 0; o < channels.size(); o += PairedChannels.CHANNELS) {
      Channel even = channels.get(o);
      Channel odd = o + 1 < channels.size() ? channels.get(o + 1) : NO_CHANNEL;
      int biases = even.bias() + 256 * odd.bias();
      lines.add(
          "ChannelPair { biases: %d, bias: %d, even: %s, odd: %s },"
              .formatted(biases, even.bias(), scale(even), scale(odd)));
      contents.add(biases).add(even.bias());
      contents.add(even.multiplier()).add(even.addend()).add(even.shift());
      contents.add(odd.multiplier()).add(odd.addend()).add(odd.shift());
    }
    String doc = "Biases less zero point times weights, and scales, of every two output channels.";
    ConstantData data = ConstantData.ofInt32(contents.build().toArray());
    return new FlashArray(name, doc, "ChannelPair", lines.size(), data, lines);
  }

  private static String scale(Channel channel) {
    return "PairedScale { multiplier: %d, addend: %d, shift: %d }"
        .formatted(channel.multiplier(), channel.addend(), channel.shift());
  }
}
