package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.FullyConnected;
import java.util.List;
import java.util.Optional;

/** Convolution and matrix product with two output channels at a time, for cores with SMLAD. */
final class PairedKernels {
  private static final String FEATURE = "armv7e-m";

  /** Two biases, and twice multiplier, addend and shift. */
  private static final int RECORD_BYTES = 8 * Integer.BYTES;

  /** Twice offset and multiplier. */
  private static final int LINES_BYTES = 4 * Integer.BYTES;

  private PairedKernels() {}

  /** Offers every form of the convolution. */
  static List<KernelUse> conv2d(Graph graph, Node node, Conv2d operator, KernelTarget target) {
    Optional<PairedChannels> channels =
        target.has(FEATURE) ? PairedChannels.of(graph, node) : Optional.empty();
    if (channels.isEmpty()) {
      return List.of();
    }
    PairedWindows windows = PairedWindows.of(graph, node, operator);
    Shape output = graph.output(node).shape();
    int rows = windows.isPointwise() ? output.dimension(1) : 1;
    return PairedForm.of(windows, rows * output.dimension(2)).stream()
        .map(form -> new PairedConvolution(form, channels.get()))
        .map(convolution -> conv2d(graph, node, operator, convolution))
        .toList();
  }

  private static KernelUse conv2d(
      Graph graph, Node node, Conv2d operator, PairedConvolution convolution) {
    PairedWindows windows = PairedWindows.of(graph, node, operator);
    boolean hasLines = convolution.channels().lines().isPresent();
    KernelUse plain = ConvolutionKernels.conv2d(graph, node, operator);
    int outputs = graph.output(node).shape().dimension(3);
    return new KernelUse(
            Kernel.CONV_2D_PAIRED,
            plain.tiles(),
            Scratch.ofInt32(windows.scratchWords(convolution.form())),
            plain.access(),
            plain.macs(),
            new Cost(
                PairedCosts.conv2d(graph, node, convolution),
                flashBytes(outputs, windows.words(), hasLines)))
        .withChannels(convolution);
  }

  static Optional<KernelUse> fullyConnected(
      Graph graph, Node node, FullyConnected operator, KernelTarget target) {
    Optional<PairedChannels> channels =
        target.has(FEATURE) ? PairedChannels.of(graph, node) : Optional.empty();
    if (channels.isEmpty()) {
      return Optional.empty();
    }
    boolean hasLines = channels.get().lines().isPresent();
    Shape weights = graph.input(node, 1).shape();
    int words = words(weights.dimension(1));
    KernelUse plain = ConvolutionKernels.fullyConnected(graph, node, operator);
    long instructions =
        PairedCosts.fullyConnected(
            plain.tiles().rows(), weights.dimension(0), weights.dimension(1), hasLines);
    return Optional.of(
        new KernelUse(
                Kernel.FULLY_CONNECTED_PAIRED,
                plain.tiles(),
                Scratch.ofInt32(words),
                plain.access(),
                plain.macs(),
                new Cost(instructions, flashBytes(weights.dimension(0), words, hasLines)))
            .withChannels(channels.get()));
  }

  /** Returns the words of a run of elements: no two runs share one. */
  static int words(int run) {
    return (run + 1) / 2;
  }

  private static long flashBytes(int outputs, int words, boolean hasLines) {
    long pairs = (outputs + 1L) / PairedChannels.CHANNELS;
    return pairs * (words * (long) Integer.BYTES + (hasLines ? LINES_BYTES : RECORD_BYTES));
  }
}
