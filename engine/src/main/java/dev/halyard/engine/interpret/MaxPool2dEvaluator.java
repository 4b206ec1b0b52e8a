package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.MaxPool2d;
import java.util.Arrays;

/** MAX_POOL_2D: the largest of the elements in the image. */
final class MaxPool2dEvaluator {
  private MaxPool2dEvaluator() {}

  static TensorValue evaluate(MaxPool2d operator, Evaluation evaluation) {
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
    Arrays.fill(output, Byte.MIN_VALUE);
    window.forEachPixel(
        (row, column, pixel) ->
            window.forEachTap(
                row,
                column,
                (inputPixel, position) -> {
                  for (int c = 0; c < channels; c++) {
                    int at = pixel * channels + c;
                    output[at] = Math.max(output[at], image[inputPixel * channels + c]);
                  }
                }));
    return evaluation.int8Output(Arrays.stream(output).map(range::clamp).toArray());
  }
}
