package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Padding;
import org.jspecify.annotations.Nullable;

/** Rules of operators that move a window over an image. */
final class WindowRules {
  private static final Extent2d UNDILATED = new Extent2d(1, 1);

  private WindowRules() {}

  /** How a window moves; the same for all four operators. */
  private record Window(Extent2d window, Extent2d stride, Extent2d dilation, Padding padding) {

    @Nullable Shape output(Shape input, int channels) {
      int height =
          positions(
              input.dimension(1) + padding.top() + padding.bottom(),
              window.height(),
              dilation.height(),
              stride.height());
      int width =
          positions(
              input.dimension(2) + padding.left() + padding.right(),
              window.width(),
              dilation.width(),
              stride.width());
      return height < 1 || width < 1 ? null : Shape.of(1, height, width, channels);
    }

    private static int positions(int padded, int window, int dilation, int stride) {
      return Math.floorDiv(padded - (window - 1) * dilation - 1, stride) + 1;
    }
  }

  static void conv2d(Conv2d operator, Operands operands) {
    images(operands, 2, 3);
    Tensor weights = operands.input(1);
    operands.rank(weights, 4);
    operands.weights(weights, 0);
    int outputs = weights.shape().dimension(0);
    operands.bias(2, outputs);
    if (weights.shape().dimension(3) != operands.input(0).shape().dimension(3)) {
      throw operands.fatal(
          "%s and %s differ in channels",
          operands.described(operands.input(0)), operands.described(weights));
    }
    output(
        new Window(window(weights), operator.stride(), operator.dilation(), operator.padding()),
        outputs,
        operands);
  }

  static void depthwiseConv2d(DepthwiseConv2d operator, Operands operands) {
    images(operands, 2, 3);
    Tensor weights = operands.input(1);
    operands.rank(weights, 4);
    operands.weights(weights, 3);
    int outputs = weights.shape().dimension(3);
    operands.bias(2, outputs);
    if (weights.shape().dimension(0) != 1
        || outputs % operands.input(0).shape().dimension(3) != 0) {
      throw operands.fatal(
          "%s must be [1,height,width,multiple of the channels of %s]",
          operands.described(weights), operands.described(operands.input(0)));
    }
    output(
        new Window(window(weights), operator.stride(), operator.dilation(), operator.padding()),
        outputs,
        operands);
  }

  static void averagePool2d(AveragePool2d operator, Operands operands) {
    pool(operator.window(), operator.stride(), operator.padding(), operands);
  }

  static void maxPool2d(MaxPool2d operator, Operands operands) {
    pool(operator.window(), operator.stride(), operator.padding(), operands);
  }

  private static void pool(Extent2d window, Extent2d stride, Padding padding, Operands operands) {
    images(operands, 1, 1);
    operands.sameElements(operands.input(0));
    if (padding.top() >= window.height()
        || padding.bottom() >= window.height()
        || padding.left() >= window.width()
        || padding.right() >= window.width()) {
      throw operands.fatal("a window %s may lie in the padding alone", window);
    }
    int channels = operands.input(0).shape().dimension(3);
    output(new Window(window, stride, UNDILATED, padding), channels, operands);
  }

  private static void images(Operands operands, int minimum, int maximum) {
    operands.counts(minimum, maximum);
    operands.quantizedInt8(operands.input(0));
    operands.quantizedInt8(operands.output());
    operands.rank(operands.input(0), 4);
    operands.rank(operands.output(), 4);
    if (operands.input(0).shape().dimension(0) != 1) {
      throw operands.fatal("%s has a batch; accepted: 1", operands.described(operands.input(0)));
    }
  }

  private static Extent2d window(Tensor weights) {
    return new Extent2d(weights.shape().dimension(1), weights.shape().dimension(2));
  }

  private static void output(Window window, int channels, Operands operands) {
    Shape accepted = window.output(operands.input(0).shape(), channels);
    if (accepted == null) {
      throw operands.fatal(
          "a window %s, dilated %s, does not fit into %s",
          window.window(), window.dilation(), operands.described(operands.input(0)));
    }
    operands.shape(operands.output(), accepted);
  }
}
