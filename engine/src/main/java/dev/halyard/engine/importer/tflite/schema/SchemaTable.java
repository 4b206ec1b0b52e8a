package dev.halyard.engine.importer.tflite.schema;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A table of a file that {@link FlatbufferVerifier} has passed.
 *
 * <p>One that is absent from the file reads as its defaults.
 */
public abstract class SchemaTable extends Table {
  private boolean present;

  /** Returns {@code table}, reading at {@code position}. */
  static <T extends SchemaTable> T at(T table, int position, ByteBuffer bytes) {
    table.__reset(position, bytes);
    ((SchemaTable) table).present = true;
    return table;
  }

  int int8(Field field, int otherwise) {
    int offset = offset(field);
    return offset == 0 ? otherwise : bb.get(bb_pos + offset);
  }

  int uint8(Field field) {
    return int8(field, 0) & 0xff;
  }

  int int32(Field field, int otherwise) {
    int offset = offset(field);
    return offset == 0 ? otherwise : bb.getInt(bb_pos + offset);
  }

  long int64(Field field) {
    int offset = offset(field);
    return offset == 0 ? 0 : bb.getLong(bb_pos + offset);
  }

  float float32(Field field) {
    int offset = offset(field);
    return offset == 0 ? 0 : bb.getFloat(bb_pos + offset);
  }

  /** Returns a string, with malformed UTF-8 replaced; empty where it is absent. */
  String string(Field field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  byte[] bytes(Field field) {
    int offset = offset(field);
    if (offset == 0) {
      return new byte[0];
    }
    byte[] bytes = new byte[__vector_len(offset)];
    bb.get(__vector(offset), bytes);
    return bytes;
  }

  int length(Field field) {
    int offset = offset(field);
    return offset == 0 ? 0 : __vector_len(offset);
  }

  List<Integer> int32s(Field field) {
    return elements(field, Integer.BYTES, at -> bb.getInt(at));
  }

  List<Long> int64s(Field field) {
    return elements(field, Long.BYTES, at -> bb.getLong(at));
  }

  List<Float> float32s(Field field) {
    return elements(field, Float.BYTES, at -> bb.getFloat(at));
  }

  private <T> List<T> elements(Field field, int elementBytes, IntFunction<T> read) {
    int offset = offset(field);
    if (offset == 0) {
      return List.of();
    }
    int start = __vector(offset);
    return IntStream.range(0, __vector_len(offset))
        .mapToObj(index -> read.apply(start + elementBytes * index))
        .toList();
  }

  /** Returns a table; where it is absent, one that reads as its defaults. */
  <T extends SchemaTable> T table(Field field, T table) {
    int offset = offset(field);
    return offset == 0 ? table : at(table, __indirect(bb_pos + offset), bb);
  }

  <T extends SchemaTable> List<T> tables(Field field, Supplier<T> make) {
    int offset = offset(field);
    List<T> tables = new ArrayList<>();
    for (int index = 0; index < length(field); index++) {
      tables.add(at(make.get(), __indirect(__vector(offset) + 4 * index), bb));
    }
    return tables;
  }

  boolean has(Field field) {
    return offset(field) != 0;
  }

  private int offset(Field field) {
    return present ? __offset(field.slot()) : 0;
  }
}
