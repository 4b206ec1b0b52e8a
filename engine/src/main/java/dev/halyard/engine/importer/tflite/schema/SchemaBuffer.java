package dev.halyard.engine.importer.tflite.schema;

/** Table Buffer: the data of a constant. */
public final class SchemaBuffer extends SchemaTable {
  private static final Field DATA = new Field(0, "data");
  private static final Field OFFSET = new Field(1, "offset");
  private static final Field SIZE = new Field(2, "size");

  static void verify(TableCheck check) {
    check.scalars(DATA, 1, Limits.FILE_BYTES);
    check.scalar(OFFSET, 8);
    check.scalar(SIZE, 8);
  }

  /** Returns a copy of the data. */
  public byte[] data() {
    return bytes(DATA);
  }

  /** Returns the size of the data. */
  public int byteCount() {
    return length(DATA);
  }

  /** Tells whether the data lies behind the flatbuffer. */
  public boolean isOutside() {
    return int64(OFFSET) > 1 || int64(SIZE) > 1;
  }
}
