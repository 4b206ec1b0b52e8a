package dev.halyard.engine.importer.tflite.schema;

/**
 * A field of a table.
 *
 * @param id its position in schema.fbs, from 0, deprecated fields and union types counted
 * @param name as in schema.fbs
 */
record Field(int id, String name) {

  /** Returns the place in a vtable that holds the field's offset. */
  int slot() {
    return 4 + 2 * id;
  }
}
