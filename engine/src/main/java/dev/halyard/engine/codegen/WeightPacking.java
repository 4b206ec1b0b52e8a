package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.arithmetic.ConvolutionMultipliers;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.kernel.TileSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts weights into the order in which kernels read them, and folds zero points into biases.
 *
 * <p>Orders are those of {@code engine/kernels/README.md}.
 */
final class WeightPacking {
  private static final int BLOCK = TileSpace.BLOCK_CHANNELS;

  private WeightPacking() {}

  /**
   * Returns {@code [outputs/4][depth/4][4 outputs][4 depth]} of {@code [outputs][depth]}, with
   * zeroes outside.
   */
  static byte[] blocks(byte[] weights, int outputs, int depth) {
    int groups = TileSpace.blocks(depth);
    byte[] packed = new byte[TileSpace.roundUp(outputs) * groups * BLOCK];
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < depth; k++) {
        int group = o / BLOCK * groups + k / BLOCK;
        packed[(group * BLOCK + o % BLOCK) * BLOCK + k % BLOCK] = weights[o * depth + k];
      }
    }
    return packed;
  }

  /** Returns {@code [outputs rounded up to 4][taps]} of {@code [taps][outputs]}. */
  static byte[] planes(byte[] weights, int outputs, int taps) {
    return Arrays.copyOf(transposed(weights, taps, outputs), TileSpace.roundUp(outputs) * taps);
  }

  /** Returns {@code [columns][rows]} of {@code [rows][columns]}. */
  static byte[] transposed(byte[] matrix, int rows, int columns) {
    byte[] transposed = new byte[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = matrix[row * columns + column];
      }
    }
    return transposed;
  }

  /**
   * Returns a record per output channel, rounded up to whole blocks: {@code bias − zeroPoint · Σ
   * weights}, multiplier and shift.
   *
   * @param weights {@code [outputs][depth]}
   */
  static FlashArray channels(String name, Graph graph, Node node, byte[] weights, int depth) {
    ConvolutionMultipliers multipliers = ConvolutionMultipliers.of(graph, node);
    int zeroPoint = graph.input(node, 0).requireQuantization().zeroPoint();
    int outputs = multipliers.channels().size();
    List<String> lines = new ArrayList<>();
    int[] contents = new int[3 * TileSpace.roundUp(outputs)];
    for (int o = 0; o < TileSpace.roundUp(outputs); o++) {
      if (o < outputs) {
        int bias = bias(graph, node, o) - zeroPoint * sum(weights, o * depth, depth);
        QuantizedMultiplier multiplier = multipliers.channel(o);
        lines.add(channel(bias, multiplier));
        contents[3 * o] = bias;
        contents[3 * o + 1] = multiplier.multiplier();
        contents[3 * o + 2] = multiplier.shift();
      } else {
        lines.add("Channel { bias: 0, multiplier: 0, shift: 0 },");
      }
    }
    String doc = "Bias less zero point times weights, and scale, of every output channel.";
    return new FlashArray(
        name, doc, "Channel", lines.size(), ConstantData.ofInt32(contents), lines);
  }

  /** Returns what a multiplier and a shift mean. */
  static String meaning(QuantizedMultiplier multiplier) {
    double factor = Math.scalb((double) multiplier.multiplier(), multiplier.shift() - 31);
    return "= " + RustText.rounded(factor);
  }

  private static String channel(int bias, QuantizedMultiplier multiplier) {
    return "Channel { bias: %d, multiplier: %d, shift: %d }, // %s"
        .formatted(bias, multiplier.multiplier(), multiplier.shift(), meaning(multiplier));
  }

  private static int bias(Graph graph, Node node, int channel) {
    if (node.inputs().size() < 3) {
      return 0;
    }
    Tensor bias = graph.input(node, 2);
    return bias.requireConstant().int32(channel);
  }

  private static int sum(byte[] values, int from, int count) {
    int sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
