package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.requantization.ChannelRequantizations;
import dev.halyard.engine.requantization.ChannelRequantizations.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The kernel {@code conv_2d_winograd_quads}: tiles of transformed inputs, four outputs × four tiles
 * at a time, on RV32IMAC.
 *
 * @param form of the convolution; its transform is {@link WinogradTransform#F4}
 * @param records of the output channels
 */
public record WinogradQuads(WinogradForm form, List<Rescale> records) implements ProvenChannels {
  private static final String FEATURE = "rv32imac";
  private static final WinogradTransform TRANSFORM = WinogradTransform.F4;

  /** Channels, outputs and tiles that are packed together. */
  public static final int QUAD = 4;

  private static final int TAPS = WinogradTransform.WINDOW * WinogradTransform.WINDOW;

  /** Words of a quad of channels × a quad of outputs or tiles, int16. */
  private static final int QUAD_WORDS = TRANSFORM.products() * QUAD * QUAD / 2;

  /** Words of what a quad of outputs × a quad of tiles sum to. */
  private static final int PRODUCT_WORDS = TRANSFORM.products() * QUAD * QUAD;

  /** Tiles of a row whose columns are transformed together. */
  private static final int STRETCH = 11;

  /** Rows of tiles of a pass; more save transforms of weights, and take RAM. */
  private static final List<Integer> TILE_ROWS = List.of(1, 2, 4, 8);

  private static final Extent2d ONE = new Extent2d(1, 1);

  /** Copies the list. */
  public WinogradQuads {
    records = List.copyOf(records);
  }

  /** Offers every form, if all sums of the convolution are proven to fit. */
  static List<KernelUse> offers(Graph graph, Node node, Conv2d operator, KernelTarget target) {
    List<KernelUse> offers = new ArrayList<>();
    if (!target.has(FEATURE) || !serves(graph, node, operator)) {
      return offers;
    }
    Optional<List<Rescale>> records = records(graph, node);
    if (records.isEmpty()) {
      return offers;
    }
    int rows = WinogradConvolution.tiles(graph.output(node).shape().dimension(1), TRANSFORM);
    for (int tileRows : TILE_ROWS) {
      for (boolean transformsWeights : List.of(true, false)) {
        // More rows fill quads of tiles, too.
        if (tileRows == 1 || (tileRows <= rows && (transformsWeights || tileRows == 2))) {
          WinogradForm form = new WinogradForm(TRANSFORM, transformsWeights, tileRows);
          offers.add(use(graph, node, operator, new WinogradQuads(form, records.get())));
        }
      }
    }
    return offers;
  }

  private static boolean serves(Graph graph, Node node, Conv2d operator) {
    Shape weights = graph.input(node, 1).shape();
    return weights.dimension(1) == WinogradTransform.WINDOW
        && weights.dimension(2) == WinogradTransform.WINDOW
        && operator.stride().equals(ONE)
        && operator.dilation().equals(ONE);
  }

  /** Returns the records of channels, if what the transforms keep of sums is enough. */
  private static Optional<List<Rescale>> records(Graph graph, Node node) {
    List<Channel> channels = ChannelRequantizations.of(graph, node);
    return Rescale.of(graph, node).filter(records -> fit(records, channels));
  }

  private static boolean fit(List<Rescale> records, List<Channel> channels) {
    long limit = 1L << (Integer.SIZE - 1 - TRANSFORM.fractionBits());
    for (int o = 0; o < records.size(); o++) {
      long magnitude = channels.get(o).weightSum() * -Byte.MIN_VALUE;
      if (Math.abs((long) records.get(o).bias()) + magnitude >= limit) {
        return false;
      }
    }
    return true;
  }

  private static KernelUse use(Graph graph, Node node, Conv2d operator, WinogradQuads channels) {
    KernelUse plain = ConvolutionKernels.conv2d(graph, node, operator);
    Tiling tiling =
        new Tiling(graph.input(node, 0).shape(), graph.output(node).shape(), channels.form());
    return new KernelUse(
            Kernel.CONV_2D_WINOGRAD_QUADS,
            plain.tiles(),
            Scratch.ofInt32(tiling.scratchWords()),
            Map.of(0, tiling.order(operator.padding().top())),
            plain.macs(),
            new Cost(tiling.instructions(), tiling.flashBytes()))
        .withChannels(channels);
  }

  /** A convolution in rows of tiles. */
  private record Tiling(Shape input, Shape output, WinogradForm form) {

    private int quads() {
      return TileSpace.blocks(input.dimension(3));
    }

    private int blocks() {
      return TileSpace.blocks(output.dimension(3));
    }

    private int tilesOfRow() {
      return WinogradConvolution.tiles(output.dimension(2), TRANSFORM);
    }

    /** Of a pass, all input is read before a row is written. */
    AccessOrder order(int paddingTop) {
      int rows = form.tileRows() * TRANSFORM.tile();
      IntUnaryOperator oldest =
          y -> {
            int next = (y / rows + 1) * rows;
            return next < output.dimension(1) ? next - paddingTop : input.dimension(1);
          };
      return AccessOrder.byRows(
          output.dimension(1), RowShape.of(output).length(), RowShape.of(input).length(), oldest);
    }

    long scratchWords() {
      long padding = TileSpace.blocks(RowShape.of(input).length());
      long weights = form.transformsWeights() ? (long) quads() * QUAD_WORDS : 0;
      long groups = TileSpace.blocks(form.tileRows() * tilesOfRow());
      return PRODUCT_WORDS + Math.max(padding, weights) + groups * quads() * QUAD_WORDS;
    }

    long flashBytes() {
      long bytes = form.transformsWeights() ? TAPS : TRANSFORM.products() * Short.BYTES;
      return (long) blocks() * quads() * QUAD * QUAD * bytes
          + (long) output.dimension(3) * Rescale.BYTES;
    }

    long instructions() {
      int rows = WinogradConvolution.tiles(output.dimension(1), TRANSFORM);
      int rest = rows % form.tileRows();
      return rows / form.tileRows() * passInstructions(form.tileRows())
          + (rest == 0 ? 0 : passInstructions(rest))
          + 200;
    }

    /** Instructions for some rows of tiles: their transforms, and what each block makes of them. */
    private long passInstructions(int rows) {
      int tiles = rows * tilesOfRow();
      long stretches = (tilesOfRow() + STRETCH - 1L) / STRETCH;
      long ofQuad = stretches * 300 + tilesOfRow() * (4 * 103 + 555L);
      long padding = TileSpace.blocks(RowShape.of(input).length());
      long ofInput = padding + rows * (150 + quads() * ofQuad);
      long ofWeights = form.transformsWeights() ? quads() * 2030L : 0;
      long ofProducts = 100 + TRANSFORM.products() * (167 + 163L * (quads() - 1));
      long ofTile = 130 + QUAD * 437L;
      long ofBlock = 40 + ofWeights + TileSpace.blocks(tiles) * ofProducts + tiles * ofTile;
      return ofInput + blocks() * ofBlock;
    }
  }
}
