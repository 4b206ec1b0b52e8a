package dev.halyard.engine.pass;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Dequantize;
import dev.halyard.engine.ir.op.Quantize;
import java.util.List;
import java.util.Optional;

/**
 * {@code quantize(dequantize(x)) => quantize(x)}, a requantization, which is a no-op where both
 * have the same parameters.
 *
 * <p>Shapes and layout: any.
 *
 * <p>Element types and quantization: int8 -> float32 -> int8, per tensor.
 *
 * <p>Fires if the requantization gives the same value for each of the 256 that x can have, which is
 * tried; does not fire otherwise, nor for a quantize followed by a dequantize, which rounds, nor
 * for a single one at an edge of the graph.
 *
 * <p>Preserves every bit, by that trial. Source: reference/{quantize,dequantize,requantize}.h of
 * tensorflow/tflite-micro @90b983c.
 */
public final class ResolveQuantizeDequantize implements Pass {
  @Override
  public Graph run(Graph graph) {
    return GraphRewriter.everywhere(graph, ResolveQuantizeDequantize::rewrite);
  }

  private static void rewrite(Graph graph, Node node, GraphRewriter edits) {
    if (!(node.operator() instanceof Quantize)) {
      return;
    }
    Optional<Node> before = graph.producer(node.inputs().get(0));
    if (before.isEmpty() || !(before.get().operator() instanceof Dequantize)) {
      return;
    }
    Tensor input = graph.input(before.get(), 0);
    if (isPerTensorInt8(input)
        && isPerTensorInt8(graph.output(node))
        && areSame(input, graph.output(node))) {
      edits.replace(node, node.withInputs(List.of(input.name())));
    }
  }

  private static boolean isPerTensorInt8(Tensor tensor) {
    return tensor.type() == ElementType.INT8
        && tensor.quantization() != null
        && tensor.quantization().isPerTensor();
  }

  private static boolean areSame(Tensor input, Tensor output) {
    return Trial.onAllInt8(input, output, new Dequantize(), new Quantize())
        .equals(Trial.onAllInt8(input, output, new Quantize()));
  }
}
