package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;

/**
 * Instructions of {@code conv_2d_winograd}: those of the assembly are counted, the rest measured.
 */
final class WinogradCosts {
  private static final long CALL = 300;

  private WinogradCosts() {}

  static long instructions(Graph graph, Node node, WinogradChannels channels) {
    WinogradForm form = channels.form();
    Shape output = graph.output(node).shape();
    int inputs = graph.input(node, 0).shape().dimension(3);
    long fours = inputs / TileSpace.BLOCK_CHANNELS;
    long pairs = output.dimension(3) / WinogradConvolution.CHANNELS;
    int across = WinogradConvolution.tiles(output.dimension(2), form.transform());
    int down = WinogradConvolution.tiles(output.dimension(1), form.transform());
    long instructions = CALL;
    for (int row = 0; row < down; row += form.tileRows()) {
      long tiles = (long) across * Math.min(form.tileRows(), down - row);
      long groups = (tiles + 1) / WinogradConvolution.TILES;
      long products = form.transform().products();
      long weights = form.transformsWeights() ? 40 + fours * 23 * products : 10;
      long group = 120 + products * (10 * fours + 6) + 4 * (60 + 7 * products);
      instructions += tiles * (400 + fours * 15 * products) + pairs * (weights + groups * group);
    }
    return instructions;
  }
}
