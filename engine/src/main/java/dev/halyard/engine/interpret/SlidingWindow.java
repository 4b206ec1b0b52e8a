package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Padding;

/**
 * A window that moves over an image; pixels are numbered row by row.
 *
 * @param window its height and width
 * @param stride from one output pixel to the next
 * @param dilation from one position of the window to the next
 * @param padding around the image
 * @param input shape of the image, [1,H,W,C]
 * @param output shape of what is made, [1,H',W',C']
 */
record SlidingWindow(
    Extent2d window,
    Extent2d stride,
    Extent2d dilation,
    Padding padding,
    Shape input,
    Shape output) {

  /** Makes one output pixel. */
  @FunctionalInterface
  interface Pixel {
    void make(int row, int column, int outputPixel);
  }

  /** Looks at one position of the window that lies in the image. */
  @FunctionalInterface
  interface Tap {
    void at(int inputPixel, int position);
  }

  void forEachPixel(Pixel pixel) {
    int width = output.dimension(2);
    for (int row = 0; row < output.dimension(1); row++) {
      for (int column = 0; column < width; column++) {
        pixel.make(row, column, row * width + column);
      }
    }
  }

  /** Visits the positions of the window at one output pixel, but for those in the padding. */
  void forEachTap(int row, int column, Tap tap) {
    int height = input.dimension(1);
    int width = input.dimension(2);
    for (int i = 0; i < window.height(); i++) {
      int y = row * stride.height() + i * dilation.height() - padding.top();
      for (int j = 0; j < window.width(); j++) {
        int x = column * stride.width() + j * dilation.width() - padding.left();
        if (y >= 0 && y < height && x >= 0 && x < width) {
          tap.at(y * width + x, i * window.width() + j);
        }
      }
    }
  }
}
