package dev.halyard.engine.importer.tflite.schema;

import java.util.List;

/** Table QuantizationParameters. */
public final class SchemaQuantization extends SchemaTable {
  private static final Field SCALE = new Field(2, "scale");
  private static final Field ZERO_POINT = new Field(3, "zero_point");
  private static final Field DETAILS_TYPE = new Field(4, "details_type");
  private static final Field QUANTIZED_DIMENSION = new Field(6, "quantized_dimension");

  static void verify(TableCheck check) {
    check.scalars(SCALE, 4, Limits.FILE_BYTES);
    check.scalars(ZERO_POINT, 8, Limits.FILE_BYTES);
    check.scalar(DETAILS_TYPE, 1);
    check.scalar(QUANTIZED_DIMENSION, 4);
  }

  /** Returns one scale, or one per index of the quantized dimension. */
  public List<Float> scales() {
    return float32s(SCALE);
  }

  /** Returns the zero points. */
  public List<Long> zeroPoints() {
    return int64s(ZERO_POINT);
  }

  /** Tells whether there is a scheme beyond scales and zero points. */
  public boolean hasDetails() {
    return uint8(DETAILS_TYPE) != 0;
  }

  /** Returns the dimension that the scales belong to. */
  public int quantizedDimension() {
    return int32(QUANTIZED_DIMENSION, 0);
  }
}
