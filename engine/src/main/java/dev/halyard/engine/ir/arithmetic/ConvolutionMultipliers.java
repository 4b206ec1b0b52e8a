package dev.halyard.engine.ir.arithmetic;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.FullyConnected;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The factor from accumulator to output of CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED, for
 * every output channel: {@code inputScale · weightsScale[channel] / outputScale}.
 *
 * <p>The products are double precision, but for a FULLY_CONNECTED whose weights have a single
 * scale: there {@code inputScale · weightsScale} is rounded to float32 first.
 *
 * <p>Source: PopulateConvolutionQuantizationParams and GetQuantizedConvolutionMultipler in
 * tensorflow/lite/kernels/kernel_util.cc; micro/kernels/fully_connected_common.cc.
 *
 * @param channels one per output channel, also where the weights have a single scale
 */
public record ConvolutionMultipliers(List<QuantizedMultiplier> channels) {

  /** Copies the list. */
  public ConvolutionMultipliers {
    channels = List.copyOf(channels);
  }

  /** Returns the factors of a node; its inputs are input, weights and perhaps bias. */
  public static ConvolutionMultipliers of(Graph graph, Node node) {
    float input = graph.input(node, 0).requireQuantization().scale();
    Quantization weights = graph.input(node, 1).requireQuantization();
    Tensor output = graph.output(node);
    float outputScale = output.requireQuantization().scale();
    boolean roundProduct = node.operator() instanceof FullyConnected && weights.isPerTensor();
    return new ConvolutionMultipliers(
        IntStream.range(0, output.shape().dimension(-1))
            .mapToObj(weights::scale)
            .map(scale -> roundProduct ? roundedProduct(input, scale) : (double) input * scale)
            .map(product -> QuantizedMultiplier.of(product / outputScale))
            .toList());
  }

  private static double roundedProduct(float a, float b) {
    return a * b;
  }

  /** Returns the factor of an output channel. */
  public QuantizedMultiplier channel(int index) {
    return channels.get(index);
  }
}
