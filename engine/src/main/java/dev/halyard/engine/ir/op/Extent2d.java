package dev.halyard.engine.ir.op;

/**
 * A height and a width: a window, a stride or a dilation.
 *
 * @param height in rows, at least 1
 * @param width in columns, at least 1
 */
public record Extent2d(int height, int width) {

  /**
   * @throws IllegalArgumentException if one is below 1
   */
  public Extent2d {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("extent " + height + "x" + width + " is below 1x1");
    }
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
