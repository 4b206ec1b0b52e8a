package dev.halyard.engine.requantization;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.ConvolutionMultipliers;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.FullyConnected;
import java.util.ArrayList;
import java.util.List;

/** The output channels of a node with weights, with what their accumulators are proven to be. */
public final class ChannelRequantizations {

  /**
   * An output channel.
   *
   * @param bias less the input's zero point times the weights: what is added to the sum of raw
   *     inputs times weights
   * @param weightSum of magnitudes: no sum of a part of the products is larger than 128 times it
   * @param requantization of bias and sum together
   */
  public record Channel(long bias, long weightSum, Requantization requantization) {

    /** Returns the requantization of the sum of products alone, whose bits the bias takes not. */
    public Requantization ofSum() {
      return new Requantization(
          requantization.scale(),
          requantization.zeroPoint(),
          requantization.range(),
          bias,
          requantization.lowest() - bias,
          requantization.highest() - bias);
    }
  }

  private ChannelRequantizations() {}

  /**
   * Returns the channels of a node.
   *
   * @param node a CONV_2D, DEPTHWISE_CONV_2D or FULLY_CONNECTED whose weights are constant
   */
  public static List<Channel> of(Graph graph, Node node) {
    byte[] weights = graph.input(node, 1).requireConstant().toBytes();
    ConvolutionMultipliers multipliers = ConvolutionMultipliers.of(graph, node);
    Quantization output = graph.output(node).requireQuantization();
    ActivationRange range = ActivationRange.of(activation(node), output);
    int channels = multipliers.channels().size();
    boolean isDepthwise = node.operator() instanceof DepthwiseConv2d;
    int depth = weights.length / channels;
    List<Channel> result = new ArrayList<>();
    for (int o = 0; o < channels; o++) {
      Sums sums = new Sums();
      for (int k = 0; k < depth; k++) {
        sums.add(weights[isDepthwise ? k * channels + o : o * depth + k]);
      }
      int zeroPoint = graph.input(node, 0).requireQuantization().zeroPoint();
      int given = node.inputs().size() < 3 ? 0 : graph.input(node, 2).requireConstant().int32(o);
      long bias = given - (long) zeroPoint * (sums.positive + sums.negative);
      result.add(
          new Channel(
              bias,
              (long) sums.positive - sums.negative,
              new Requantization(
                  multipliers.channel(o),
                  output.zeroPoint(),
                  range,
                  0,
                  bias + sums.lowest(),
                  bias + sums.highest())));
    }
    return List.copyOf(result);
  }

  /**
   * Returns whether a node's output is the same whatever its input and its weights are, because its
   * activation leaves one value. False for nodes without weights.
   */
  public static boolean isOutputConstant(Graph graph, Node node) {
    boolean hasWeights =
        node.operator() instanceof Conv2d
            || node.operator() instanceof DepthwiseConv2d
            || node.operator() instanceof FullyConnected;
    return hasWeights
        && ActivationRange.of(activation(node), graph.output(node).requireQuantization())
            .isOneValue();
  }

  /** Sums of the weights of a channel. */
  private static final class Sums {
    private int positive;
    private int negative;

    void add(int weight) {
      positive += Math.max(weight, 0);
      negative += Math.min(weight, 0);
    }

    long lowest() {
      return (long) Byte.MIN_VALUE * positive + (long) Byte.MAX_VALUE * negative;
    }

    long highest() {
      return (long) Byte.MAX_VALUE * positive + (long) Byte.MIN_VALUE * negative;
    }
  }

  private static Activation activation(Node node) {
    if (node.operator() instanceof Conv2d operator) {
      return operator.activation();
    }
    return node.operator() instanceof DepthwiseConv2d operator
        ? operator.activation()
        : ((FullyConnected) node.operator()).activation();
  }
}
