package dev.halyard.engine.importer.tflite.schema;

/** Table Pool2DOptions. */
public final class Pool2dOptions extends SchemaTable {
  private static final Field PADDING = new Field(0, "padding");
  private static final Field STRIDE_W = new Field(1, "stride_w");
  private static final Field STRIDE_H = new Field(2, "stride_h");
  private static final Field WINDOW_W = new Field(3, "filter_width");
  private static final Field WINDOW_H = new Field(4, "filter_height");
  private static final Field ACTIVATION = new Field(5, "fused_activation_function");

  static void verify(TableCheck check) {
    check.scalar(PADDING, 1);
    check.scalar(STRIDE_W, 4);
    check.scalar(STRIDE_H, 4);
    check.scalar(WINDOW_W, 4);
    check.scalar(WINDOW_H, 4);
    check.scalar(ACTIVATION, 1);
  }

  /** Returns the code of the padding: 0 SAME, 1 VALID. */
  public int padding() {
    return uint8(PADDING);
  }

  /** Returns the stride in columns. */
  public int strideWidth() {
    return int32(STRIDE_W, 0);
  }

  /** Returns the stride in rows. */
  public int strideHeight() {
    return int32(STRIDE_H, 0);
  }

  /** Returns the width of the window. */
  public int windowWidth() {
    return int32(WINDOW_W, 0);
  }

  /** Returns the height of the window. */
  public int windowHeight() {
    return int32(WINDOW_H, 0);
  }

  /** Returns the code of the fused activation. */
  public int activation() {
    return uint8(ACTIVATION);
  }
}
