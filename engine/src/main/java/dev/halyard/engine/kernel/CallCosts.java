package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;

/** What kernels take that are called for some rows at a time. */
public final class CallCosts {
  private CallCosts() {}

  /**
   * Returns the instructions of all calls beyond those of one call for all rows.
   *
   * @param use of a kernel that can be called by rows
   * @param granule rows of a call, at least 1; the last call may have fewer
   */
  public static long extra(Graph graph, Node node, KernelUse use, int granule) {
    RowFlow flow = RowFlows.of(graph, node, use).orElseThrow();
    long calls = (flow.rows() + granule - 1L) / granule;
    return (calls - 1) * flow.callInstructions() + slower(graph, node, use, granule);
  }

  /** Returns what rows take more because they are few: what is prepared for all serves fewer. */
  private static long slower(Graph graph, Node node, KernelUse use, int granule) {
    return switch (use.kernel()) {
      case CONV_2D_PAIRED -> {
        PairedConvolution convolution = use.channels(PairedConvolution.class);
        int all = graph.output(node).shape().dimension(1);
        yield PairedCosts.rows(graph, node, convolution, Math.min(granule, all))
            - PairedCosts.rows(graph, node, convolution, all);
      }
      case DEPTHWISE_3X3 ->
          granule < use.tiles().rows() ? Depthwise3x3.slowerByRows(graph, node, use) : 0;
      default -> 0;
    };
  }
}
