package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.MaxPool2d;

/**
 * What a plain kernel does for a node, counted: how often each of its loops goes round. {@link
 * Rates} has the instructions of each.
 */
final class Work {
  private static final Extent2d DENSE = new Extent2d(1, 1);
  private static final int SPECIAL = 3;

  private Work() {}

  /** Returns the counts in the order of the kernel's {@link Rates}; the last is that of calls. */
  static double[] of(Graph graph, Node node, KernelUse use) {
    return switch (use.kernel()) {
      case CONV_2D -> conv2d(graph, node, (Conv2d) node.operator());
      case FULLY_CONNECTED -> fullyConnected(graph, node, use);
      case DEPTHWISE_CONV_2D -> depthwiseConv2d(graph, node, (DepthwiseConv2d) node.operator());
      case AVERAGE_POOL_2D -> pool(graph, node, ((AveragePool2d) node.operator()).window());
      case MAX_POOL_2D -> pool(graph, node, ((MaxPool2d) node.operator()).window());
      case MEAN -> {
        double outputs = graph.output(node).shape().elementCount();
        yield new double[] {elements(graph, node), outputs, use.tiles().rows(), 1};
      }
      case SOFTMAX -> {
        RowShape rows = RowShape.innermost(graph.output(node).shape());
        yield new double[] {(double) rows.rows() * rows.length(), rows.rows(), 1};
      }
      default -> {
        Shape output = graph.output(node).shape();
        yield new double[] {output.elementCount(), use.tiles().rows(), 1};
      }
    };
  }

  private static double elements(Graph graph, Node node) {
    return graph.input(node, 0).shape().elementCount();
  }

  private static double[] conv2d(Graph graph, Node node, Conv2d operator) {
    Shape weights = graph.input(node, 1).shape();
    Shape output = graph.output(node).shape();
    int depth = weights.elementCount() / weights.dimension(0);
    double rows = output.dimension(1);
    int pairs = output.dimension(2) / 2;
    int singles = output.dimension(2) % 2;
    return product(
        ColumnWork.of(graph, node, operator),
        rows * pairs,
        rows * singles,
        weights.dimension(0),
        depth);
  }

  private static double[] fullyConnected(Graph graph, Node node, KernelUse use) {
    Shape weights = graph.input(node, 1).shape();
    int rows = use.tiles().rows();
    int pairs = rows / 2;
    return product(
        ColumnWork.ofRows(rows, weights.dimension(1)),
        pairs,
        rows % 2,
        weights.dimension(0),
        weights.dimension(1));
  }

  /**
   * Returns the work of a blocked matrix product: columns as they are gathered, groups that pairs
   * of columns and single ones are multiplied by, outputs, blocks.
   */
  private static double[] product(
      ColumnWork columns, double pairs, double singles, int outputs, int depth) {
    double blocks = TileSpace.blocks(outputs);
    double groups = TileSpace.blocks(depth);
    return new double[] {
      columns.fours(),
      columns.elements(),
      columns.runs(),
      pairs * blocks * groups,
      singles * blocks * groups,
      (2 * pairs + singles) * outputs,
      (pairs + singles) * blocks,
      1
    };
  }

  /** Pixels of blocks by kind of window, elements of rings filled and cleared, blocks. */
  private static double[] depthwiseConv2d(Graph graph, Node node, DepthwiseConv2d operator) {
    Shape weights = graph.input(node, 1).shape();
    Shape output = graph.output(node).shape();
    Extent2d window = new Extent2d(weights.dimension(1), weights.dimension(2));
    double blocks = TileSpace.blocks(output.dimension(3));
    double pixels = blocks * output.dimension(1) * output.dimension(2);
    int stride = operator.stride().width();
    boolean isSpecial =
        window.equals(new Extent2d(SPECIAL, SPECIAL)) && operator.dilation().equals(DENSE);
    boolean isFirst = isSpecial && stride == 1;
    boolean isSecond = isSpecial && stride == 2;
    boolean isGeneral = !isFirst && !isSecond;
    int span = (window.height() - 1) * operator.dilation().height() + 1;
    double width =
        (output.dimension(2) - 1.0) * stride
            + (window.width() - 1.0) * operator.dilation().width()
            + 1;
    double filled = (output.dimension(1) - 1.0) * operator.stride().height() + span;
    return new double[] {
      isFirst ? pixels : 0,
      isSecond ? pixels : 0,
      isGeneral ? pixels : 0,
      isGeneral ? pixels * window.height() : 0,
      isGeneral ? pixels * window.height() * window.width() : 0,
      blocks * filled * width,
      blocks * span * width,
      blocks * output.dimension(1),
      blocks,
      1
    };
  }

  private static double[] pool(Graph graph, Node node, Extent2d window) {
    double outputs = graph.output(node).shape().elementCount();
    Shape output = graph.output(node).shape();
    double blocks =
        (double) output.dimension(1) * output.dimension(2) * TileSpace.blocks(output.dimension(3));
    return new double[] {
      blocks * window.height() * window.width(), blocks * window.height(), blocks, outputs, 1
    };
  }
}
