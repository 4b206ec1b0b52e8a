package dev.halyard.engine.importer.tflite.schema;

/** Table OperatorCode: an operator that the file uses. */
public final class SchemaOperatorCode extends SchemaTable {
  private static final Field DEPRECATED_BUILTIN_CODE = new Field(0, "deprecated_builtin_code");
  private static final Field CUSTOM_CODE = new Field(1, "custom_code");
  private static final Field BUILTIN_CODE = new Field(3, "builtin_code");

  static void verify(TableCheck check) {
    check.scalar(DEPRECATED_BUILTIN_CODE, 1);
    check.string(CUSTOM_CODE, Limits.NAME_BYTES);
    check.scalar(BUILTIN_CODE, 4);
  }

  /**
   * Returns the code; older files have a byte for it, newer ones an int, and the greater counts.
   */
  public int code() {
    return Math.max(int8(DEPRECATED_BUILTIN_CODE, 0), int32(BUILTIN_CODE, 0));
  }

  /** Returns the name of a custom operator. */
  public String customCode() {
    return string(CUSTOM_CODE);
  }
}
