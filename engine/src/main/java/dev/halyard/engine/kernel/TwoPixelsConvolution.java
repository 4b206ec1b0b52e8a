package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kernel {@code conv_2d_two_pixels}: two pixels per multiplication, on RV32IMAC. */
public final class TwoPixelsConvolution {
  private static final String FEATURE = "rv32imac";

  /** Output channels that are computed at a time. */
  public static final int CHANNELS = 2;

  /** Adjacent inputs whose weights are packed together. */
  public static final int UNIT = 4;

  /** Bytes of a unit: its grouping and weights. */
  public static final int UNIT_BYTES = 1 + CHANNELS * UNIT;

  /** How a unit is multiplied: two groups of two. */
  static final byte TWO_GROUPS = -1;

  /** How a unit is multiplied: one group. */
  static final byte ONE_GROUP = 0;

  /** How a unit is multiplied: one group, with the next unit. */
  static final byte GROUP_OF_TWO_UNITS = 1;

  /** What the weights of a group may sum to in magnitude, for both pixels to come apart. */
  private static final int LARGEST_GROUP_SUM = 255;

  private TwoPixelsConvolution() {}

  /** Offers the kernel where every channel and every pair of weights is served. */
  static Optional<KernelUse> offer(Graph graph, Node node, Conv2d operator, KernelTarget target) {
    if (!target.has(FEATURE)) {
      return Optional.empty();
    }
    Shape shape = graph.input(node, 1).shape();
    byte[] weights = graph.input(node, 1).requireConstant().toBytes();
    int outputs = shape.dimension(0);
    int depth = weights.length / outputs;
    Optional<List<byte[]>> units = units(weights, outputs);
    if (units.isEmpty() || Rescale.of(graph, node).isEmpty()) {
      return Optional.empty();
    }
    KernelUse plain = ConvolutionKernels.conv2d(graph, node, operator);
    TwoPixelsColumns columns = TwoPixelsColumns.of(graph, node, operator);
    return Optional.of(
        new KernelUse(
            Kernel.CONV_2D_TWO_PIXELS,
            plain.tiles(),
            Scratch.ofInt32(columns.words()),
            plain.access(),
            plain.macs(),
            new Cost(
                columns.instructions() + instructions(graph.output(node).shape(), units.get()),
                flashBytes(outputs, depth))));
  }

  /**
   * Returns how each unit of each pair of channels is multiplied, the fastest way whose groups have
   * small enough weights; empty if even two weights are too large.
   *
   * @param weights {@code [outputs][depth]}
   */
  public static Optional<List<byte[]>> units(byte[] weights, int outputs) {
    int depth = weights.length / outputs;
    List<byte[]> units = new ArrayList<>();
    for (int first = 0; first < outputs; first += CHANNELS) {
      int end = Math.min(first + CHANNELS, outputs);
      Optional<byte[]> ofPair =
          unitsOfPair(Arrays.copyOfRange(weights, first * depth, end * depth), depth);
      if (ofPair.isEmpty()) {
        return Optional.empty();
      }
      units.add(ofPair.get());
    }
    return Optional.of(units);
  }

  private static Optional<byte[]> unitsOfPair(byte[] weights, int depth) {
    byte[] units = new byte[TileSpace.blocks(depth)];
    for (int unit = 0; unit < units.length; unit++) {
      int k = unit * UNIT;
      if (unit + 1 < units.length && fits(weights, depth, k, 2 * UNIT)) {
        units[unit] = GROUP_OF_TWO_UNITS;
        unit++;
      } else if (fits(weights, depth, k, UNIT)) {
        units[unit] = ONE_GROUP;
      } else if (fits(weights, depth, k, UNIT / 2)
          && fits(weights, depth, k + UNIT / 2, UNIT / 2)) {
        units[unit] = TWO_GROUPS;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(units);
  }

  private static boolean fits(byte[] weights, int depth, int from, int count) {
    for (int channel = 0; channel < weights.length; channel += depth) {
      int sum = 0;
      for (int k = from; k < Math.min(from + count, depth); k++) {
        sum += Math.abs(weights[channel + k]);
      }
      if (sum > LARGEST_GROUP_SUM) {
        return false;
      }
    }
    return true;
  }

  private static long flashBytes(int outputs, int depth) {
    long pairs = ((long) outputs + CHANNELS - 1) / CHANNELS;
    return pairs * (TileSpace.blocks(depth) * (long) UNIT_BYTES + CHANNELS * Rescale.BYTES);
  }

  private static long instructions(Shape output, List<byte[]> units) {
    long pixels = (long) output.dimension(1) * output.dimension(2);
    long block = 2L * TwoPixelsColumns.PAIRS;
    long rest = pixels % block;
    long instructions = pixels / block * blockInstructions(TwoPixelsColumns.PAIRS, units);
    return rest == 0 ? instructions : instructions + blockInstructions((int) (rest + 1) / 2, units);
  }

  /** Instructions for some pairs of pixels: the call, and each pair of channels. */
  private static long blockInstructions(int pixelPairs, List<byte[]> units) {
    long ofPair = 34 + 42L * pixelPairs;
    return 130 + units.stream().mapToLong(u -> ofPair + unitInstructions(pixelPairs, u)).sum();
  }

  private static long unitInstructions(int pixelPairs, byte[] units) {
    long instructions = 0;
    for (int unit = 0; unit < units.length; unit++) {
      switch (units[unit]) {
        case TWO_GROUPS -> instructions += 13 + 32L * pixelPairs;
        case ONE_GROUP -> instructions += 14 + 26L * pixelPairs;
        default -> {
          instructions += 22 + 46L * pixelPairs;
          unit++;
        }
      }
    }
    return instructions;
  }
}
