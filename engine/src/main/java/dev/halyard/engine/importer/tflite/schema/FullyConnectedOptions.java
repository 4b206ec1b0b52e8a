package dev.halyard.engine.importer.tflite.schema;

/** Table FullyConnectedOptions. */
public final class FullyConnectedOptions extends SchemaTable {
  private static final Field ACTIVATION = new Field(0, "fused_activation_function");
  private static final Field WEIGHTS_FORMAT = new Field(1, "weights_format");
  private static final Field KEEP_DIMENSIONS = new Field(2, "keep_num_dims");

  static void verify(TableCheck check) {
    check.scalar(ACTIVATION, 1);
    check.scalar(WEIGHTS_FORMAT, 1);
    check.scalar(KEEP_DIMENSIONS, 1);
  }

  /** Returns the code of the fused activation. */
  public int activation() {
    return uint8(ACTIVATION);
  }

  /** Returns the code of the order of the weights; 0 is row by row. */
  public int weightsFormat() {
    return uint8(WEIGHTS_FORMAT);
  }

  /** Tells whether the output keeps the rank of the input. */
  public boolean keepDimensions() {
    return uint8(KEEP_DIMENSIONS) != 0;
  }
}
