package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.FullyConnected;
import java.util.Map;
import java.util.Optional;

/** The kernel {@code fully_connected_wide}: sixteen outputs at a time, on RV32IMAC. */
public final class WideFullyConnected {
  private static final String FEATURE = "rv32imac";

  /** Outputs that are computed at a time; those left over go by {@link #NARROW}. */
  public static final int WIDE = 16;

  /** Outputs of a smaller block. */
  public static final int NARROW = TileSpace.BLOCK_CHANNELS;

  /** Elements of the input that are multiplied in one round of the loop. */
  private static final int ROUND = 8;

  private static final long CALL = 200;

  private WideFullyConnected() {}

  /** Offers the kernel where every channel is served. */
  static Optional<KernelUse> offer(
      Graph graph, Node node, FullyConnected operator, KernelTarget target) {
    if (!target.has(FEATURE) || Rescale.of(graph, node).isEmpty()) {
      return Optional.empty();
    }
    Shape shape = graph.input(node, 1).shape();
    int outputs = shape.dimension(0);
    int depth = shape.dimension(1);
    int batches = graph.output(node).shape().elementCount() / outputs;
    long flashBytes = (long) TileSpace.roundUp(outputs) * (depth + Rescale.BYTES);
    return Optional.of(
        new KernelUse(
            Kernel.FULLY_CONNECTED_WIDE,
            TileSpace.ofRows(batches),
            Scratch.NONE,
            Map.of(),
            (long) batches * outputs * depth,
            new Cost(batches * instructions(outputs, depth), flashBytes)));
  }

  private static long instructions(int outputs, int depth) {
    long wide = outputs / WIDE;
    long narrow = TileSpace.blocks(outputs % WIDE);
    return CALL + wide * blockInstructions(WIDE, depth) + narrow * blockInstructions(NARROW, depth);
  }

  private static long blockInstructions(int width, int depth) {
    long ofElement = 1 + 3L * width;
    return depth * ofElement + depth / ROUND * 3L + depth % ROUND * 4L + 12L * width + 30;
  }
}
