package dev.halyard.engine.importer.tflite.schema;

import java.util.List;

/** Table SqueezeOptions. */
public final class SqueezeOptions extends SchemaTable {
  private static final Field DIMENSIONS = new Field(0, "squeeze_dims");

  static void verify(TableCheck check) {
    check.scalars(DIMENSIONS, 4, Limits.RANK);
  }

  /**
   * Returns the dimensions to remove, negative ones counted from the end; empty for all that are 1.
   */
  public List<Integer> dimensions() {
    return int32s(DIMENSIONS);
  }
}
