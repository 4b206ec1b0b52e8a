package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.op.FullyConnected;

/** FULLY_CONNECTED: weights [O,I]; the input is rows of I elements. */
final class FullyConnectedEvaluator {
  private FullyConnectedEvaluator() {}

  static TensorValue evaluate(FullyConnected operator, Evaluation evaluation) {
    int[] input = evaluation.differences(0);
    int[] weights = evaluation.int8(1);
    int inputs = evaluation.inputTensor(1).shape().dimension(1);
    ConvolutionOutput convolution = new ConvolutionOutput(evaluation, operator.activation());
    int outputs = convolution.channels();
    int[] output = new int[evaluation.outputShape().elementCount()];
    for (int row = 0; row < input.length / inputs; row++) {
      int[] sums = convolution.biases();
      for (int o = 0; o < outputs; o++) {
        sums[o] += Conv2dEvaluator.dotProduct(input, row * inputs, weights, o * inputs, inputs);
      }
      convolution.store(sums, output, row * outputs);
    }
    return evaluation.int8Output(output);
  }
}
