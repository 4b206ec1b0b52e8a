package dev.halyard.engine.importer.tflite.schema;

/** Table ReducerOptions. */
public final class ReducerOptions extends SchemaTable {
  private static final Field KEEP_DIMENSIONS = new Field(0, "keep_dims");

  static void verify(TableCheck check) {
    check.scalar(KEEP_DIMENSIONS, 1);
  }

  /** Tells whether the output keeps the rank of the input. */
  public boolean keepDimensions() {
    return uint8(KEEP_DIMENSIONS) != 0;
  }
}
