package dev.halyard.engine.codegen;

import dev.halyard.engine.kernel.TileSpace;
import dev.halyard.engine.kernel.TwoPixelsConvolution;
import java.util.List;

/** Puts constants into the order in which {@code conv_2d_two_pixels} reads them. */
final class TwoPixelsPacking {
  private static final int CHANNELS = TwoPixelsConvolution.CHANNELS;
  private static final int UNIT = TwoPixelsConvolution.UNIT;
  private static final int UNIT_BYTES = TwoPixelsConvolution.UNIT_BYTES;

  private TwoPixelsPacking() {}

  /**
   * Returns {@code [outputs/2][depth/4]} units of {@code [outputs][depth]}: how the unit is
   * multiplied, then four weights of two outputs, with zeroes outside.
   */
  static byte[] weights(byte[] weights, int outputs) {
    int depth = weights.length / outputs;
    List<byte[]> units = TwoPixelsConvolution.units(weights, outputs).orElseThrow();
    int unitsOfPair = TileSpace.blocks(depth);
    byte[] packed = new byte[units.size() * unitsOfPair * UNIT_BYTES];
    for (int i = 0; i < packed.length; i += UNIT_BYTES) {
      packed[i] = units.get(i / UNIT_BYTES / unitsOfPair)[i / UNIT_BYTES % unitsOfPair];
    }
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < depth; k++) {
        int unit = o / CHANNELS * unitsOfPair + k / UNIT;
        int within = 1 + k % UNIT * CHANNELS + o % CHANNELS;
        packed[unit * UNIT_BYTES + within] = weights[o * depth + k];
      }
    }
    return packed;
  }
}
