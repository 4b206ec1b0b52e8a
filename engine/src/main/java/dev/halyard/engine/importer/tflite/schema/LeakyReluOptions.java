package dev.halyard.engine.importer.tflite.schema;

/** Table LeakyReluOptions. */
public final class LeakyReluOptions extends SchemaTable {
  private static final Field ALPHA = new Field(0, "alpha");

  static void verify(TableCheck check) {
    check.scalar(ALPHA, 4);
  }

  /** Returns the slope below zero. */
  public float alpha() {
    return float32(ALPHA);
  }
}
