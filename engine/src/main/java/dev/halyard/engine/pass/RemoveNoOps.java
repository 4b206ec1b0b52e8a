package dev.halyard.engine.pass;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Padding;
import dev.halyard.engine.ir.op.Quantize;
import dev.halyard.engine.ir.op.Reshape;
import dev.halyard.engine.ir.op.Transpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code f(x) => x} for an operator that changes nothing; {@code reshape(reshape(x)) =>
 * reshape(x)}; a transpose that moves dimensions of 1 only {@code => reshape}.
 *
 * <p>Shapes and layout: a reshape or transpose to the same shape, a pad by nothing, a concatenation
 * of one, a pool of 1x1 with stride 1.
 *
 * <p>Element types and quantization: input and output agree in both; a quantize from int8 with
 * equal parameters has the factor 1, which is exact.
 *
 * <p>Fires if the remaining tensor can take the other's place; does not fire between an input and
 * an output of the graph, whose names are both fixed.
 *
 * <p>Preserves every bit, since the elements are the same. Source: reference/{requantize,pooling}.h
 * of tensorflow/tflite-micro @90b983c.
 */
public final class RemoveNoOps implements Pass {
  private static final Extent2d ONE = new Extent2d(1, 1);

  /** The operators that may change nothing; true if one does not, shapes and types being equal. */
  private static final Map<Class<? extends Operator>, Predicate<Node>> NO_OPS =
      Map.of(
          AveragePool2d.class, node -> isNoOp((AveragePool2d) node.operator()),
          Concatenation.class, node -> node.inputs().size() == 1,
          MaxPool2d.class, node -> isNoOp((MaxPool2d) node.operator()),
          Pad.class, node -> true,
          Quantize.class, node -> true,
          Reshape.class, node -> true);

  @Override
  public Graph run(Graph graph) {
    return GraphRewriter.everywhere(graph, RemoveNoOps::rewrite);
  }

  private static void rewrite(Graph graph, Node node, GraphRewriter edits) {
    String input = node.inputs().get(0);
    Predicate<Node> isNoOp = NO_OPS.get(node.operator().getClass());
    if (isNoOp != null && isNoOp.test(node) && GraphRewriter.isReplaceable(graph, node, input)) {
      edits.remove(node, input);
    } else if (node.operator() instanceof Transpose transpose
        && keepsOrder(transpose.permutation(), graph.input(node, 0).shape())) {
      edits.replace(node, node.withOperator(new Reshape()));
    } else if (node.operator() instanceof Reshape) {
      Optional<Node> before = graph.producer(input);
      if (before.isPresent() && before.get().operator() instanceof Reshape) {
        edits.replace(node, node.withInputs(before.get().inputs()));
      }
    }
  }

  private static boolean isNoOp(AveragePool2d pool) {
    return isNoOp(pool.window(), pool.stride(), pool.padding(), pool.activation());
  }

  private static boolean isNoOp(MaxPool2d pool) {
    return isNoOp(pool.window(), pool.stride(), pool.padding(), pool.activation());
  }

  private static boolean isNoOp(
      Extent2d window, Extent2d stride, Padding padding, Activation activation) {
    return window.equals(ONE)
        && stride.equals(ONE)
        && padding.equals(Padding.NONE)
        && activation == Activation.NONE;
  }

  /** Tells whether the dimensions above 1 stay in their order, and with them the elements. */
  private static boolean keepsOrder(List<Integer> permutation, Shape shape) {
    List<Integer> moved = permutation.stream().filter(i -> shape.dimension(i) > 1).toList();
    return moved.stream().sorted().toList().equals(moved);
  }
}
