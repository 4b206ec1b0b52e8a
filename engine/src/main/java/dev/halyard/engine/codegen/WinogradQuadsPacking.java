package dev.halyard.engine.codegen;

import dev.halyard.engine.kernel.TileSpace;
import dev.halyard.engine.kernel.WinogradQuads;
import dev.halyard.engine.kernel.WinogradTransform;

/**
 * Puts weights into the orders in which {@code conv_2d_winograd_quads} reads them, zeroes outside.
 */
final class WinogradQuadsPacking {
  private static final int QUAD = WinogradQuads.QUAD;
  private static final int POSITIONS = WinogradTransform.F4.products();
  private static final int TAPS = 9;
  private static final int PAIR = 2;

  private final byte[] weights;
  private final int outputs;
  private final int inputs;

  /**
   * @param weights {@code [outputs][3][3][inputs]}
   */
  WinogradQuadsPacking(byte[] weights, int outputs, int inputs) {
    this.weights = weights.clone();
    this.outputs = outputs;
    this.inputs = inputs;
  }

  /** Returns {@code [outputs/4][inputs/4][4 inputs][2 pairs of outputs][3][3][2 outputs]}. */
  byte[] plain() {
    byte[] packed = new byte[quads() * QUAD * QUAD * TAPS];
    for (int quad = 0; quad < quads(); quad++) {
      for (int lane = 0; lane < QUAD * QUAD; lane++) {
        int o = lane % QUAD;
        int pair = (quad * QUAD + lane / QUAD) * PAIR + o / PAIR;
        byte[] window = window(quad, lane);
        for (int tap = 0; tap < TAPS; tap++) {
          packed[(pair * TAPS + tap) * PAIR + o % PAIR] = window[tap];
        }
      }
    }
    return packed;
  }

  /** Returns {@code [outputs/4][inputs/4][36 positions][4 inputs][2 pairs of outputs]}. */
  int[] transformed() {
    int[] packed = new int[quads() * POSITIONS * QUAD * PAIR];
    for (int quad = 0; quad < quads(); quad++) {
      for (int lane = 0; lane < QUAD * QUAD; lane++) {
        int[] transformed = WinogradTransform.F4.weights(window(quad, lane));
        for (int position = 0; position < POSITIONS; position++) {
          int place = (quad * POSITIONS + position) * QUAD * PAIR + lane / PAIR;
          int half = transformed[position] & 0xffff;
          packed[place] |= lane % PAIR == 0 ? half : half << Short.SIZE;
        }
      }
    }
    return packed;
  }

  private int quads() {
    return TileSpace.blocks(outputs) * TileSpace.blocks(inputs);
  }

  /** Returns the weights of the lane {@code 4 · input + output} of a quad, by rows. */
  private byte[] window(int quad, int lane) {
    int o = quad / TileSpace.blocks(inputs) * QUAD + lane % QUAD;
    int c = quad % TileSpace.blocks(inputs) * QUAD + lane / QUAD;
    byte[] window = new byte[TAPS];
    for (int tap = 0; tap < TAPS && o < outputs && c < inputs; tap++) {
      window[tap] = weights[(o * TAPS + tap) * inputs + c];
    }
    return window;
  }
}
