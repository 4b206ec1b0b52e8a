package dev.halyard.engine.pass;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code depthwise(x) => conv(x)} for an image of one channel, where the two are the same sum.
 *
 * <p>Shapes and layout: input [1,H,W,1]; weights [1,KH,KW,O] become [O,KH,KW,1].
 *
 * <p>Element types and quantization: int8; the weights' axis 3 becomes axis 0.
 *
 * <p>Fires if the weights are constant; does not fire for more than one input channel.
 *
 * <p>Preserves every bit: the same products, multipliers and clamp. Source:
 * reference/integer_ops/depthwise_conv.h and conv.h of tensorflow/tflite-micro @90b983c.
 */
public final class DepthwiseToConv implements Pass {
  @Override
  public Graph run(Graph graph) {
    return GraphRewriter.everywhere(graph, DepthwiseToConv::rewrite);
  }

  private static void rewrite(Graph graph, Node node, GraphRewriter edits) {
    if (!(node.operator() instanceof DepthwiseConv2d depthwise)
        || graph.input(node, 0).shape().dimension(-1) != 1) {
      return;
    }
    Tensor weights = graph.input(node, 1);
    if (!weights.isConstant() || weights.type() != ElementType.INT8) {
      return;
    }
    Tensor relaid = relaid(weights).withName(edits.freshName(weights.name() + "_ohwi"));
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(1, relaid.name());
    edits.define(relaid);
    edits.replace(
        node,
        node.withInputs(inputs)
            .withOperator(
                new Conv2d(
                    depthwise.stride(),
                    depthwise.dilation(),
                    depthwise.padding(),
                    depthwise.activation())));
  }

  private static Tensor relaid(Tensor weights) {
    Shape shape = weights.shape();
    int outputs = shape.dimension(3);
    int taps = shape.dimension(1) * shape.dimension(2);
    ConstantData data = weights.requireConstant();
    byte[] bytes = new byte[outputs * taps];
    for (int tap = 0; tap < taps; tap++) {
      for (int output = 0; output < outputs; output++) {
        bytes[output * taps + tap] = data.int8(tap * outputs + output);
      }
    }
    return new Tensor(
        weights.name(),
        weights.type(),
        Shape.of(outputs, shape.dimension(1), shape.dimension(2), 1),
        onFirstAxis(weights.quantization()),
        ConstantData.of(bytes));
  }

  private static @Nullable Quantization onFirstAxis(@Nullable Quantization quantization) {
    return quantization == null || quantization.isPerTensor()
        ? quantization
        : new Quantization(quantization.scales(), quantization.zeroPoints(), 0);
  }
}
