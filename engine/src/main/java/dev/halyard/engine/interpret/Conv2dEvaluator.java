package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.Extent2d;

/** CONV_2D: weights [O,KH,KW,C]. */
final class Conv2dEvaluator {
  private Conv2dEvaluator() {}

  static TensorValue evaluate(Conv2d operator, Evaluation evaluation) {
    Shape weightsShape = evaluation.inputTensor(1).shape();
    SlidingWindow window =
        new SlidingWindow(
            new Extent2d(weightsShape.dimension(1), weightsShape.dimension(2)),
            operator.stride(),
            operator.dilation(),
            operator.padding(),
            evaluation.inputTensor(0).shape(),
            evaluation.outputShape());
    int[] image = evaluation.differences(0);
    int[] weights = evaluation.int8(1);
    int channels = weightsShape.dimension(3);
    int filter = weights.length / weightsShape.dimension(0);
    ConvolutionOutput convolution = new ConvolutionOutput(evaluation, operator.activation());
    int[] output = new int[evaluation.outputShape().elementCount()];
    window.forEachPixel(
        (row, column, pixel) -> {
          int[] sums = convolution.biases();
          window.forEachTap(
              row,
              column,
              (inputPixel, position) -> {
                for (int o = 0; o < sums.length; o++) {
                  sums[o] +=
                      dotProduct(
                          image,
                          inputPixel * channels,
                          weights,
                          o * filter + position * channels,
                          channels);
                }
              });
          convolution.store(sums, output, pixel * convolution.channels());
        });
    return evaluation.int8Output(output);
  }

  /** Returns {@code Σ a[fromA + i] · b[fromB + i]}. */
  static int dotProduct(int[] a, int fromA, int[] b, int fromB, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += a[fromA + i] * b[fromB + i];
    }
    return sum;
  }
}
