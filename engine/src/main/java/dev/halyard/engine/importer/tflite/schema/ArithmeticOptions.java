package dev.halyard.engine.importer.tflite.schema;

/** Tables AddOptions, SubOptions and MulOptions, which begin alike. */
public final class ArithmeticOptions extends SchemaTable {
  private static final Field ACTIVATION = new Field(0, "fused_activation_function");

  static void verify(TableCheck check) {
    check.scalar(ACTIVATION, 1);
  }

  /** Returns the code of the fused activation. */
  public int activation() {
    return uint8(ACTIVATION);
  }
}
