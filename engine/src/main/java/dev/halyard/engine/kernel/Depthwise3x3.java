package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;
import java.util.List;
import java.util.Optional;

/** The kernel {@code depthwise_3x3}: where it may be used, and what it costs. */
final class Depthwise3x3 {
  private static final Extent2d ONE = new Extent2d(1, 1);
  private static final Extent2d WINDOW = new Extent2d(3, 3);
  private static final int GROUP_BYTES = 3 * Integer.BYTES;
  private static final int RECORDS_BYTES = 3 * TileSpace.BLOCK_CHANNELS * 7 * Integer.BYTES;
  private static final int LINE_BYTES = 3 * Integer.BYTES;

  /** Instructions that a call takes for each block of channels before its rows. */
  static final int SET_UP = 320;

  /** Instructions to bring a pixel's four channels into their planes. */
  static final int FILL = 12;

  private Depthwise3x3() {}

  /** Offers lines that are columns where they may be, and rows, which are fewer bytes. */
  static List<KernelUse> offers(
      Graph graph, Node node, DepthwiseConv2d operator, KernelTarget target) {
    if (!target.has("armv7e-m") || !serves(graph, node, operator)) {
      return List.of();
    }
    Optional<RequantizationLines> channels = RequantizationLines.of(graph, node);
    boolean isTall = isTall(graph, node, operator);
    return (isTall ? List.of(true, false) : List.of(false))
        .stream()
            .flatMap(tall -> channels.map(use(graph, node, operator, tall)::withChannels).stream())
            .toList();
  }

  private static KernelUse use(
      Graph graph, Node node, DepthwiseConv2d operator, boolean byColumns) {
    KernelUse plain = ConvolutionKernels.depthwiseConv2d(graph, node, operator);
    return new KernelUse(
        Kernel.DEPTHWISE_3X3,
        plain.tiles(),
        Scratch.ofInt32(scratchBytes(graph, node, operator, byColumns) / Integer.BYTES),
        plain.access(),
        plain.macs(),
        cost(graph, node, operator, byColumns));
  }

  private static long scratchBytes(
      Graph graph, Node node, DepthwiseConv2d operator, boolean byColumns) {
    long groups = groups(graph, node, operator, byColumns);
    return RECORDS_BYTES + TileSpace.BLOCK_CHANNELS * groups * GROUP_BYTES;
  }

  /** Returns what the kernel takes more where it is called by rows, so that no line is a column. */
  static long slowerByRows(Graph graph, Node node, KernelUse use) {
    DepthwiseConv2d operator = (DepthwiseConv2d) node.operator();
    return cost(graph, node, operator, false).instructions() - use.cost().instructions();
  }

  private static boolean serves(Graph graph, Node node, DepthwiseConv2d operator) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    return DenseWindow.isServed(graph, node, operator)
        && input.dimension(3) % TileSpace.BLOCK_CHANNELS == 0
        && output.dimension(2) > 1
        && operator.padding().left() + input.dimension(2)
            <= 2 * groups(graph, node, operator, false);
  }

  /** Returns how many pairs of pixels a padded line has. */
  private static int groups(Graph graph, Node node, DepthwiseConv2d operator, boolean byColumns) {
    Shape output = graph.output(node).shape();
    int length = byColumns ? output.dimension(1) : output.dimension(2);
    return ((length - 1) * operator.stride().width() + WINDOW.width() + 1) / 2;
  }

  /** Tells whether lines are columns: the longer lines are, the fewer instructions they take. */
  private static boolean isTall(Graph graph, Node node, DepthwiseConv2d operator) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    int height = output.dimension(1);
    return operator.stride().equals(ONE)
        && height > output.dimension(2)
        && height == input.dimension(1)
        && output.dimension(2) == input.dimension(2)
        && operator.padding().top() + height <= (height + WINDOW.height()) / 2 * 2;
  }

  /**
   * Loops of {@code depthwise_3x3/armv7e_m.s}, counted there, and what was measured around them.
   */
  private static Cost cost(Graph graph, Node node, DepthwiseConv2d operator, boolean byColumns) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    int along = byColumns ? 1 : 2;
    int across = byColumns ? 2 : 1;
    int channels = output.dimension(3);
    int stride = operator.stride().width();
    long blocks = TileSpace.blocks(channels);
    int length = output.dimension(along);
    long line = stride == 1 ? 22 + 21L * (length / 2) + 6L * (length % 2) : 19 + 13L * length;
    long fill = 45 + 23L * (input.dimension(along) / 2) + 9L * (input.dimension(along) % 2);
    long lines = output.dimension(across);
    long filled = Math.min(input.dimension(across), (lines - 1) * stride + WINDOW.height());
    long setUp = SET_UP + 4L * groups(graph, node, operator, byColumns);
    long block = setUp + filled * fill + lines * (35 + TileSpace.BLOCK_CHANNELS * line);
    long flash = (long) channels * (WINDOW.height() * WINDOW.width() + LINE_BYTES);
    return new Cost(300 + blocks * block, flash);
  }
}
