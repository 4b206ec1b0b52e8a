package dev.halyard.engine.importer.tflite.schema;

import java.util.function.Consumer;

/** Checks the fields of one table; made only where the table and its vtable lie in the file. */
final class TableCheck {
  private static final int SMALLEST_VTABLE = 4;

  private final FlatbufferVerifier verifier;
  private final Place place;
  private final int position;
  private final int tableBytes;
  private final int vtable;
  private final int vtableBytes;

  TableCheck(FlatbufferVerifier verifier, Place place, int position) {
    this.verifier = verifier;
    this.place = place;
    this.position = position;
    long start = (long) position - verifier.int32(position, place);
    vtableBytes = verifier.uint16(start, place);
    tableBytes = verifier.uint16(start + 2, place);
    vtable = (int) start;
    // flatbuffers-java reads both sizes as signed, and half an entry of an odd vtable as a whole.
    if (vtableBytes < SMALLEST_VTABLE
        || vtableBytes % 2 != 0
        || vtableBytes > Short.MAX_VALUE
        || tableBytes > Short.MAX_VALUE) {
      throw verifier.malformed(
          place, "a vtable of %d and a table of %d bytes".formatted(vtableBytes, tableBytes));
    }
    verifier.requireInside(vtable, vtableBytes, place);
    verifier.requireInside(position, tableBytes, place);
    verifier.charge(tableBytes, place);
  }

  /** Checks a number that is stored in the table. */
  void scalar(Field field, int bytes) {
    offset(field, bytes);
  }

  /** Checks a string of at most {@code limit} bytes. */
  void string(Field field, int limit) {
    int target = target(field);
    if (target > 0) {
      requireCount(field, verifier.vectorLength(target, 1, at(field, -1)), limit);
    }
  }

  /** Checks a vector of numbers. */
  void scalars(Field field, int elementBytes, int limit) {
    int target = target(field);
    if (target > 0) {
      requireCount(field, verifier.vectorLength(target, elementBytes, at(field, -1)), limit);
    }
  }

  /** Checks a table, or a member of a union. */
  void table(Field field, Consumer<TableCheck> fields) {
    int target = target(field);
    if (target > 0) {
      fields.accept(new TableCheck(verifier, at(field, -1), target));
    }
  }

  /** Checks a vector of tables. */
  void tables(Field field, int limit, Consumer<TableCheck> fields) {
    int vector = target(field);
    if (vector == 0) {
      return;
    }
    int count = verifier.vectorLength(vector, 4, at(field, -1));
    requireCount(field, count, limit);
    for (int index = 0; index < count; index++) {
      Place element = at(field, index);
      int target = verifier.target(vector + 4 + 4 * index, element);
      fields.accept(new TableCheck(verifier, element, target));
    }
  }

  /**
   * Returns the unsigned byte of a field that has been checked as a scalar; 0 where it is absent.
   */
  int uint8(Field field) {
    int offset = offset(field, 1);
    return offset == 0 ? 0 : verifier.uint8(position + offset);
  }

  private int target(Field field) {
    int offset = offset(field, 4);
    return offset == 0 ? 0 : verifier.target(position + offset, at(field, -1));
  }

  /** Returns where the field is in the table; 0 where it is absent. */
  private int offset(Field field, int bytes) {
    if (field.slot() + 2 > vtableBytes) {
      return 0;
    }
    int offset = verifier.uint16(vtable + field.slot(), place);
    if (offset != 0 && (offset < 4 || offset + bytes > tableBytes)) {
      throw verifier.malformed(
          at(field, -1), "offset %d is outside a table of %d bytes".formatted(offset, tableBytes));
    }
    return offset;
  }

  private void requireCount(Field field, int count, int limit) {
    if (count > limit) {
      throw verifier.tooMany(at(field, -1), count, limit);
    }
  }

  private Place at(Field field, int index) {
    return new Place(place, field.name(), index);
  }
}
