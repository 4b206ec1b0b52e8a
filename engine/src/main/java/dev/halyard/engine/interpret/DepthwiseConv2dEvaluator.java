package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;

/** DEPTHWISE_CONV_2D: weights [1,KH,KW,O]; output channel o reads input channel o / multiplier. */
final class DepthwiseConv2dEvaluator {
  private DepthwiseConv2dEvaluator() {}

  static TensorValue evaluate(DepthwiseConv2d operator, Evaluation evaluation) {
    Shape inputShape = evaluation.inputTensor(0).shape();
    Shape weightsShape = evaluation.inputTensor(1).shape();
    SlidingWindow window =
        new SlidingWindow(
            new Extent2d(weightsShape.dimension(1), weightsShape.dimension(2)),
            operator.stride(),
            operator.dilation(),
            operator.padding(),
            inputShape,
            evaluation.outputShape());
    int[] image = evaluation.differences(0);
    int[] weights = evaluation.int8(1);
    int inputs = inputShape.dimension(3);
    int outputs = weightsShape.dimension(3);
    int multiplier = outputs / inputs;
    ConvolutionOutput convolution = new ConvolutionOutput(evaluation, operator.activation());
    int[] output = new int[evaluation.outputShape().elementCount()];
    window.forEachPixel(
        (row, column, pixel) -> {
          int[] sums = convolution.biases();
          window.forEachTap(
              row,
              column,
              (inputPixel, position) -> {
                for (int o = 0; o < outputs; o++) {
                  sums[o] +=
                      image[inputPixel * inputs + o / multiplier] * weights[position * outputs + o];
                }
              });
          convolution.store(sums, output, pixel * outputs);
        });
    return evaluation.int8Output(output);
  }
}
