package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.kernel.RequantizationLines;
import dev.halyard.engine.kernel.WinogradChannels;
import dev.halyard.engine.kernel.WinogradTransform;
import java.util.List;
import java.util.stream.IntStream;

/** Puts weights and channels into the order in which {@code conv_2d_winograd} reads them. */
final class WinogradPacking {
  private static final int CHANNELS = 2;
  private static final int FOUR = 4;
  private static final int TAPS = WinogradTransform.WINDOW * WinogradTransform.WINDOW;

  private WinogradPacking() {}

  /**
   * Returns {@code [outputs/2][products][inputs/4][2 outputs][2]} words of {@code
   * [outputs][3][3][inputs]}: the transformed weights of four inputs 0 and 2, then 1 and 3.
   */
  static int[] groups(byte[] weights, int inputs, WinogradTransform transform) {
    int outputs = weights.length / TAPS / inputs;
    int products = transform.products();
    int[] words = new int[outputs / CHANNELS * products * inputs];
    byte[] window = new byte[TAPS];
    for (int o = 0; o < outputs; o++) {
      for (int c = 0; c < inputs; c++) {
        for (int tap = 0; tap < TAPS; tap++) {
          window[tap] = weights[(o * TAPS + tap) * inputs + c];
        }
        int[] transformed = transform.weights(window);
        int within = c / FOUR * FOUR + o % CHANNELS * 2 + c % 2;
        int shift = c % FOUR / 2 * Short.SIZE;
        for (int at = 0; at < products; at++) {
          int word = (o / CHANNELS * products + at) * inputs + within;
          words[word] |= (transformed[at] & 0xffff) << shift;
        }
      }
    }
    return words;
  }

  /** Returns the array of a {@code Line} for every output channel. */
  static FlashArray lines(String name, RequantizationLines lines) {
    List<RequantizationLines.Line> channels = lines.channels();
    return new FlashArray(
        name,
        "The line from sum to output of every channel; its bias, zero points and rounding are in the"
            + " offset.",
        "Line",
        channels.size(),
        ConstantData.ofInt32(
            channels.stream()
                .flatMapToInt(line -> IntStream.of(line.offset(), line.multiplier()))
                .toArray()),
        channels.stream()
            .map(
                line ->
                    "Line { offset: %d, multiplier: %d },"
                        .formatted(line.offset(), line.multiplier()))
            .toList());
  }

  /** Returns the array of a {@code Rounded} for every output channel. */
  static FlashArray rounded(String name, List<WinogradChannels.Channel> channels) {
    return new FlashArray(
        name,
        "Bias less zero point times weights, and scale, of every output channel.",
        "Rounded",
        channels.size(),
        ConstantData.ofInt32(
            channels.stream()
                .flatMapToInt(c -> IntStream.of(c.offset(), c.multiplier(), c.addend(), c.shift()))
                .toArray()),
        channels.stream()
            .map(
                c ->
                    "Rounded { offset: %d, multiplier: %d, addend: %d, shift: %d },"
                        .formatted(c.offset(), c.multiplier(), c.addend(), c.shift()))
            .toList());
  }
}
