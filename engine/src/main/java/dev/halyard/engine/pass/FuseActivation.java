package dev.halyard.engine.pass;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Relu6;
import java.util.Map;
import java.util.Optional;

/**
 * {@code operator -> relu => operator with activation=RELU}, and so for RELU6.
 *
 * <p>Shapes and layout: any.
 *
 * <p>Element types and quantization: int8, the same quantization before and after the activation.
 *
 * <p>Fires for operators that end with a clamp, if nothing else reads the tensor between and it is
 * no output of the graph; an activation that is there already is combined. Does not fire where the
 * quantization differs: then the activation scales, which is a rounding of its own.
 *
 * <p>Preserves every bit: with equal quantization both forms clamp the same number to the same
 * range, and RELU's factor is exactly 1. Source: micro/kernels/activations_common.cc and
 * kernels/kernel_util.cc of tensorflow/tflite-micro @90b983c.
 */
public final class FuseActivation implements Pass {
  private static final Map<Class<? extends Operator>, Activation> ACTIVATIONS =
      Map.of(Relu.class, Activation.RELU, Relu6.class, Activation.RELU6);

  @Override
  public Graph run(Graph graph) {
    return GraphRewriter.everywhere(graph, FuseActivation::rewrite);
  }

  private static void rewrite(Graph graph, Node node, GraphRewriter edits) {
    Activation activation = ACTIVATIONS.get(node.operator().getClass());
    if (activation == null || !hasSameQuantization(graph, node)) {
      return;
    }
    String between = node.inputs().get(0);
    Optional<Node> producer = graph.producer(between);
    if (producer.isEmpty()
        || graph.outputs().contains(between)
        || graph.consumers(between).size() > 1) {
      return;
    }
    FusedActivations.then(producer.get().operator(), activation)
        .ifPresent(
            fused -> {
              edits.replace(
                  producer.get(), producer.get().withOperator(fused).withOutputs(node.outputs()));
              edits.remove(node);
            });
  }

  private static boolean hasSameQuantization(Graph graph, Node node) {
    Tensor input = graph.input(node, 0);
    Tensor output = graph.output(node);
    return input.type() == ElementType.INT8
        && output.type() == ElementType.INT8
        && input.shape().equals(output.shape())
        && input.quantization() != null
        && input.quantization().equals(output.quantization());
  }
}
