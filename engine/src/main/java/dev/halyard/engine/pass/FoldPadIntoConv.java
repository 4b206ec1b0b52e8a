package dev.halyard.engine.pass;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code pad(x) -> conv => conv with padding}, for CONV_2D and DEPTHWISE_CONV_2D.
 *
 * <p>Shapes and layout: input [1,H,W,C], padded around H and W only.
 *
 * <p>Element types and quantization: int8; the padding's value is the input's zero point, which is
 * what a tap outside the image stands for.
 *
 * <p>Fires if everything that reads the padded image is a convolution of it that still has at least
 * one tap in each row and column it computes; does not fire if the padded image is an output of the
 * graph. Not for pools: an average counts the elements in the image only, and a maximum may be
 * below the zero point.
 *
 * <p>Preserves every bit: a skipped tap and one that reads the zero point both contribute 0.
 * Source: reference/integer_ops/conv.h, depthwise_conv.h of tensorflow/tflite-micro @90b983c.
 */
public final class FoldPadIntoConv implements Pass {
  @Override
  public Graph run(Graph graph) {
    return GraphRewriter.everywhere(graph, FoldPadIntoConv::rewrite);
  }

  private static void rewrite(Graph graph, Node node, GraphRewriter edits) {
    if (!(node.operator() instanceof Pad pad) || !padsImageWithZeroPoint(graph, node, pad)) {
      return;
    }
    List<Node> readers = graph.consumers(node.output());
    List<Optional<Operator>> folded =
        readers.stream().map(reader -> folded(graph, reader, node.output(), pad)).toList();
    if (readers.isEmpty() || !folded.stream().allMatch(Optional::isPresent)) {
      return;
    }
    for (int i = 0; i < readers.size(); i++) {
      Node reader = readers.get(i);
      List<String> inputs = new ArrayList<>(reader.inputs());
      inputs.set(0, node.inputs().get(0));
      edits.replace(reader, reader.withOperator(folded.get(i).orElseThrow()).withInputs(inputs));
    }
    edits.remove(node);
  }

  private static boolean padsImageWithZeroPoint(Graph graph, Node node, Pad pad) {
    Tensor image = graph.input(node, 0);
    return pad.before().size() == 4
        && pad.before().get(0) + pad.after().get(0) == 0
        && pad.before().get(3) + pad.after().get(3) == 0
        && image.quantization() != null
        && image.quantization().equals(graph.output(node).quantization())
        && image.quantization().isPerTensor()
        && image.quantization().zeroPoint() == pad.value()
        && !graph.outputs().contains(node.output());
  }

  /** Returns the reader's operator with the padding in it; empty if that is not the same. */
  private static Optional<Operator> folded(Graph graph, Node reader, String image, Pad pad) {
    if (reader.inputs().lastIndexOf(image) != 0) {
      return Optional.empty();
    }
    if (reader.operator() instanceof Conv2d conv) {
      Padding padding = sum(conv.padding(), pad);
      return Optional.of(
              (Operator) new Conv2d(conv.stride(), conv.dilation(), padding, conv.activation()))
          .filter(o -> hasTapsInImage(padding, graph.input(reader, 1).shape(), conv.dilation()));
    }
    if (reader.operator() instanceof DepthwiseConv2d conv) {
      Padding padding = sum(conv.padding(), pad);
      return Optional.of(
              (Operator)
                  new DepthwiseConv2d(conv.stride(), conv.dilation(), padding, conv.activation()))
          .filter(o -> hasTapsInImage(padding, graph.input(reader, 1).shape(), conv.dilation()));
    }
    return Optional.empty();
  }

  private static Padding sum(Padding padding, Pad pad) {
    return new Padding(
        padding.top() + pad.before().get(1),
        padding.bottom() + pad.after().get(1),
        padding.left() + pad.before().get(2),
        padding.right() + pad.after().get(2));
  }

  private static boolean hasTapsInImage(Padding padding, Shape weights, Extent2d dilation) {
    int rows = (weights.dimension(1) - 1) * dilation.height() + 1;
    int columns = (weights.dimension(2) - 1) * dilation.width() + 1;
    return padding.top() < rows
        && padding.bottom() < rows
        && padding.left() < columns
        && padding.right() < columns;
  }
}
