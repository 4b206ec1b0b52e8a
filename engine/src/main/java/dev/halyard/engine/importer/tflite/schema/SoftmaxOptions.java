package dev.halyard.engine.importer.tflite.schema;

/** Table SoftmaxOptions. */
public final class SoftmaxOptions extends SchemaTable {
  private static final Field BETA = new Field(0, "beta");

  static void verify(TableCheck check) {
    check.scalar(BETA, 4);
  }

  /** Returns the factor in the exponent. */
  public float beta() {
    return float32(BETA);
  }
}
