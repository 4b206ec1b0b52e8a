package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.Extent2d;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kernel {@code conv_2d_winograd}: where it may be used, and in which forms. */
final class WinogradConvolution {
  private static final String FEATURE = "armv7e-m";

  /** What the kernel adds to inputs, so that they are 0 to 255. */
  static final int LIFT = 128;

  /** Output channels, and tiles, that are computed at a time. */
  static final int CHANNELS = 2;

  static final int TILES = 2;

  private static final int MOST_INPUT_CHANNELS = 64;

  /** Rows of tiles that are transformed at once; more save transforms of weights, and take RAM. */
  private static final List<Integer> TILE_ROWS = List.of(1, 2, 4);

  /** The transforms that have assembly. */
  private static final List<WinogradTransform> TRANSFORMS = List.of(WinogradTransform.F4);

  private static final Extent2d ONE = new Extent2d(1, 1);

  private WinogradConvolution() {}

  /** Offers every form in which all sums of the convolution are proven to fit. */
  static List<KernelUse> offers(Graph graph, Node node, Conv2d operator, KernelTarget target) {
    List<KernelUse> offers = new ArrayList<>();
    if (!target.has(FEATURE) || !serves(graph, node, operator)) {
      return offers;
    }
    for (WinogradTransform transform : TRANSFORMS) {
      WinogradForm first = new WinogradForm(transform, false, 1);
      Optional<WinogradChannels> channels = WinogradChannels.of(graph, node, first, LIFT);
      for (WinogradForm form : forms(transform, graph.output(node).shape())) {
        channels.map(c -> use(graph, node, operator, c.with(form))).ifPresent(offers::add);
      }
    }
    return offers;
  }

  private static boolean serves(Graph graph, Node node, Conv2d operator) {
    Shape weights = graph.input(node, 1).shape();
    return weights.dimension(1) == WinogradTransform.WINDOW
        && weights.dimension(2) == WinogradTransform.WINDOW
        && operator.stride().equals(ONE)
        && operator.dilation().equals(ONE)
        && weights.dimension(3) % TileSpace.BLOCK_CHANNELS == 0
        && weights.dimension(3) <= MOST_INPUT_CHANNELS
        && weights.dimension(0) % CHANNELS == 0;
  }

  /** Returns weights transformed by the compiler, one row of tiles at a time, or by the device. */
  private static List<WinogradForm> forms(WinogradTransform transform, Shape output) {
    List<WinogradForm> forms = new ArrayList<>();
    forms.add(new WinogradForm(transform, false, 1));
    int most = tiles(output.dimension(1), transform);
    for (int rows : TILE_ROWS) {
      if (rows == 1 || rows <= most) {
        forms.add(new WinogradForm(transform, true, rows));
      }
    }
    return forms;
  }

  private static KernelUse use(Graph graph, Node node, Conv2d operator, WinogradChannels channels) {
    KernelUse plain = ConvolutionKernels.conv2d(graph, node, operator);
    WinogradForm form = channels.form();
    Shape output = graph.output(node).shape();
    int inputs = graph.input(node, 0).shape().dimension(3);
    long across = tiles(output.dimension(2), form.transform());
    long groups = (form.tileRows() * across + TILES - 1) / TILES;
    long words = groupWords(form.transform(), inputs);
    return new KernelUse(
            Kernel.CONV_2D_WINOGRAD,
            plain.tiles(),
            Scratch.ofInt32((groups + (form.transformsWeights() ? 1 : 0)) * words),
            Map.of(0, order(graph, node, operator, form)),
            plain.macs(),
            new Cost(
                WinogradCosts.instructions(graph, node, channels),
                flashBytes(channels, inputs, output.dimension(3))))
        .withChannels(channels);
  }

  /** A band of rows is read whole before it is written. */
  private static AccessOrder order(Graph graph, Node node, Conv2d operator, WinogradForm form) {
    Shape input = graph.input(node, 0).shape();
    Shape output = graph.output(node).shape();
    int band = form.tileRows() * form.transform().tile();
    int top = operator.padding().top();
    return AccessOrder.byRows(
        output.dimension(1),
        RowShape.of(output).length(),
        RowShape.of(input).length(),
        y -> {
          int next = (y / band + 1) * band;
          return next < output.dimension(1) ? next - top : input.dimension(1);
        });
  }

  /** Returns the words of two transformed tiles, or of the weights of two output channels. */
  static long groupWords(WinogradTransform transform, int inputs) {
    return (long) transform.products() * inputs;
  }

  /** Returns the tiles that cover so many pixels. */
  static int tiles(int pixels, WinogradTransform transform) {
    return (pixels + transform.tile() - 1) / transform.tile();
  }

  private static long flashBytes(WinogradChannels channels, int inputs, int outputs) {
    WinogradForm form = channels.form();
    long records = outputs * (long) channels.recordBytes();
    return form.transformsWeights()
        ? records + (long) outputs * WinogradTransform.WINDOW * WinogradTransform.WINDOW * inputs
        : records + outputs / CHANNELS * groupWords(form.transform(), inputs) * Integer.BYTES;
  }
}
