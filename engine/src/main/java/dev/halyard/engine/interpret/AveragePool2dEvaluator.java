package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Extent2d;

/** AVERAGE_POOL_2D: the mean of the elements in the image, half away from zero. */
final class AveragePool2dEvaluator {
  private AveragePool2dEvaluator() {}

  static TensorValue evaluate(AveragePool2d operator, Evaluation evaluation) {
    SlidingWindow window =
        new SlidingWindow(
            operator.window(),
            operator.stride(),
            new Extent2d(1, 1),
            operator.padding(),
            evaluation.inputTensor(0).shape(),
            evaluation.outputShape());
    int[] image = evaluation.int8(0);
    int channels = evaluation.outputShape().dimension(3);
    ActivationRange range =
        ActivationRange.of(operator.activation(), evaluation.outputQuantization());
    int[] output = new int[evaluation.outputShape().elementCount()];
    window.forEachPixel(
        (row, column, pixel) -> {
          for (int c = 0; c < channels; c++) {
            output[pixel * channels + c] =
                range.clamp(average(window, row, column, image, channels, c));
          }
        });
    return evaluation.int8Output(output);
  }

  private static int average(
      SlidingWindow window, int row, int column, int[] image, int channels, int channel) {
    int[] sumAndCount = new int[2];
    window.forEachTap(
        row,
        column,
        (inputPixel, position) -> {
          sumAndCount[0] += image[inputPixel * channels + channel];
          sumAndCount[1]++;
        });
    return roundedQuotient(sumAndCount[0], sumAndCount[1]);
  }

  /** Returns {@code sum / count}, half away from zero. */
  static int roundedQuotient(int sum, int count) {
    return (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
  }
}
