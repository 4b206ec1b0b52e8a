package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Padding;
import java.util.Locale;

/** Attributes of operators in words, for comments. */
final class Attributes {
  private static final Extent2d ONE = new Extent2d(1, 1);

  private Attributes() {}

  /** Returns, for example, {@code 3x3 stride 2 SAME, relu6}. */
  static String window(
      Extent2d window,
      Extent2d stride,
      Extent2d dilation,
      Padding padding,
      Shape input,
      Activation activation) {
    Extent2d image = new Extent2d(input.dimension(1), input.dimension(2));
    String text = window.toString();
    if (!stride.equals(ONE)) {
      text += " stride " + extent(stride);
    }
    if (!dilation.equals(ONE)) {
      text += " dilation " + extent(dilation);
    }
    if (padding.equals(Padding.NONE)) {
      text += " VALID";
    } else if (padding.equals(Padding.same(image, window, stride, dilation))) {
      text += " SAME";
    } else {
      text +=
          " padding %d,%d,%d,%d"
              .formatted(padding.top(), padding.bottom(), padding.left(), padding.right());
    }
    return activation == Activation.NONE ? text : text + ", " + activation(activation);
  }

  /** Returns the name of an activation; empty for none. */
  static String activation(Activation activation) {
    return activation == Activation.NONE ? "" : activation.name().toLowerCase(Locale.ROOT);
  }

  private static String extent(Extent2d extent) {
    return extent.height() == extent.width() ? "" + extent.height() : extent.toString();
  }
}
