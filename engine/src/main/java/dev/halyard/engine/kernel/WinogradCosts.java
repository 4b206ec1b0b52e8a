package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;

/**
 * Instructions of {@code conv_2d_winograd}, tiles of 4×4: those of the assembly are counted, those
 * of the Rust around it are measured.
 */
final class WinogradCosts {
  private static final long CALL = 300;

  /** To gather what a tile sees. */
  private static final long PATCH = 1000;

  /** To transform four input channels of a tile. */
  private static final long INPUT = 718;

  /** To transform four input channels of an output channel's weights; and of any number of them. */
  private static final long WEIGHTS = 336;

  private static final long WEIGHTS_CALL = 960;

  /** To multiply four input channels for one product, and what is done beside. */
  private static final long WORDS = 10;

  private static final long PRODUCT = 6;

  /** To make outputs of an output channel and a tile: sums, requantization. */
  private static final long SUMS = 201;

  private static final long SUMS_OF_PLAIN = 221;
  private static final long LINES = 68;
  private static final long ROUNDED = 118;

  /** To compute two output channels of two tiles. */
  private static final long GROUP = 75;

  private WinogradCosts() {}

  static long instructions(Graph graph, Node node, WinogradChannels channels) {
    WinogradForm form = channels.form();
    Shape output = graph.output(node).shape();
    long fours = graph.input(node, 0).shape().dimension(3) / TileSpace.BLOCK_CHANNELS;
    long pairs = output.dimension(3) / WinogradConvolution.CHANNELS;
    int across = WinogradConvolution.tiles(output.dimension(2), form.transform());
    int down = WinogradConvolution.tiles(output.dimension(1), form.transform());
    long group = group(channels, fours);
    long instructions = CALL + (long) across * down * (PATCH + fours * INPUT);
    for (int row = 0; row < down; row += form.tileRows()) {
      long tiles = (long) across * Math.min(form.tileRows(), down - row);
      long groups = (tiles + 1) / WinogradConvolution.TILES;
      instructions += pairs * (weights(form, fours) + groups * group);
    }
    return instructions;
  }

  private static long weights(WinogradForm form, long fours) {
    return form.transformsWeights()
        ? WEIGHTS_CALL + WinogradConvolution.CHANNELS * fours * WEIGHTS
        : 0;
  }

  private static long group(WinogradChannels channels, long fours) {
    WinogradForm form = channels.form();
    long sums = form.transformsWeights() ? SUMS_OF_PLAIN : SUMS;
    long outputs = sums + (channels.lines().isPresent() ? LINES : ROUNDED);
    return GROUP
        + form.transform().products() * (WORDS * fours + PRODUCT)
        + WinogradConvolution.CHANNELS * WinogradConvolution.TILES * outputs;
  }
}
