package dev.halyard.engine.importer.tflite.schema;

/** Table ConcatenationOptions. */
public final class ConcatenationOptions extends SchemaTable {
  private static final Field AXIS = new Field(0, "axis");
  private static final Field ACTIVATION = new Field(1, "fused_activation_function");

  static void verify(TableCheck check) {
    check.scalar(AXIS, 4);
    check.scalar(ACTIVATION, 1);
  }

  /** Returns the axis; a negative one counts from the end. */
  public int axis() {
    return int32(AXIS, 0);
  }

  /** Returns the code of the fused activation. */
  public int activation() {
    return uint8(ACTIVATION);
  }
}
