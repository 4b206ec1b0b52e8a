package dev.halyard.engine.ir.op;

/**
 * Rows and columns around an image that read as the input's zero point. SAME of the file formats is
 * resolved to this; its extra element comes after.
 *
 * @param top rows before, at least 0
 * @param bottom rows after, at least 0
 * @param left columns before, at least 0
 * @param right columns after, at least 0
 */
public record Padding(int top, int bottom, int left, int right) {
  /** No padding: VALID. */
  public static final Padding NONE = new Padding(0, 0, 0, 0);

  /**
   * @throws IllegalArgumentException if one is negative
   */
  public Padding {
    if (top < 0 || bottom < 0 || left < 0 || right < 0) {
      throw new IllegalArgumentException("negative padding");
    }
  }

  /**
   * Returns the padding that TFLite calls SAME: {@code out = ceil(in / stride)}, {@code total =
   * max((out − 1)·stride + (window − 1)·dilation + 1 − in, 0)}, half of it, rounded down, before.
   *
   * <p>Source: tensorflow/lite/kernels/padding.h.
   */
  public static Padding same(Extent2d input, Extent2d window, Extent2d stride, Extent2d dilation) {
    int rows = total(input.height(), window.height(), stride.height(), dilation.height());
    int columns = total(input.width(), window.width(), stride.width(), dilation.width());
    return new Padding(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
  }

  private static int total(int in, int window, int stride, int dilation) {
    int out = (in + stride - 1) / stride;
    return Math.max((out - 1) * stride + (window - 1) * dilation + 1 - in, 0);
  }
}
