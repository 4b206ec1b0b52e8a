package dev.halyard.engine.importer.tflite.schema;

/** Table DepthwiseConv2DOptions. */
public final class DepthwiseConv2dOptions extends SchemaTable {
  private static final Field PADDING = new Field(0, "padding");
  private static final Field STRIDE_W = new Field(1, "stride_w");
  private static final Field STRIDE_H = new Field(2, "stride_h");
  private static final Field ACTIVATION = new Field(4, "fused_activation_function");
  private static final Field DILATION_W = new Field(5, "dilation_w_factor");
  private static final Field DILATION_H = new Field(6, "dilation_h_factor");

  static void verify(TableCheck check) {
    check.scalar(PADDING, 1);
    check.scalar(STRIDE_W, 4);
    check.scalar(STRIDE_H, 4);
    check.scalar(ACTIVATION, 1);
    check.scalar(DILATION_W, 4);
    check.scalar(DILATION_H, 4);
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

  /** Returns the code of the fused activation. */
  public int activation() {
    return uint8(ACTIVATION);
  }

  /** Returns the dilation in columns. */
  public int dilationWidth() {
    return int32(DILATION_W, 1);
  }

  /** Returns the dilation in rows. */
  public int dilationHeight() {
    return int32(DILATION_H, 1);
  }
}
