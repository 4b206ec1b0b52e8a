package dev.halyard.engine.importer.tflite.schema;

import dev.halyard.engine.diagnostic.CompileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Proves that every offset, table, vector and string that the accessors can reach lies in the file.
 *
 * <p>Recursion follows the schema, which has no cycle, and the bytes visited are counted against a
 * budget, so that overlapping tables cannot cost more than a few times the size of the file.
 * Alignment is not asked for: Java reads any.
 */
public final class FlatbufferVerifier {
  private static final byte[] IDENTIFIER = "TFL3".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 8;

  private final ByteBuffer bytes;
  private final String location;
  private long budget;

  private FlatbufferVerifier(ByteBuffer bytes, String location) {
    this.bytes = bytes;
    this.location = location;
    this.budget = (long) bytes.capacity() * Limits.VISITS_PER_BYTE;
  }

  /**
   * Returns the root table of a file whose structure has been checked.
   *
   * @param file the whole file
   * @param location that diagnostics name
   * @throws CompileException if this is not a TFLite file, or a part of it lies outside of it
   */
  public static SchemaModel verify(byte[] file, String location) {
    if (file.length < HEADER_BYTES
        || !Arrays.equals(file, 4, HEADER_BYTES, IDENTIFIER, 0, IDENTIFIER.length)) {
      throw CompileException.of(
          location,
          "not a TFLite model: the identifier TFL3 is missing at byte 4; supported: .tflite files"
              + " of schema version 3");
    }
    if (file.length > Limits.FILE_BYTES) {
      throw CompileException.of(
          location,
          "%d bytes are too many; supported: up to %d".formatted(file.length, Limits.FILE_BYTES));
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    FlatbufferVerifier verifier = new FlatbufferVerifier(bytes, location);
    Place root = new Place(null, "Model", -1);
    int position = verifier.target(0, root);
    SchemaModel.verify(new TableCheck(verifier, root, position));
    return SchemaTable.at(new SchemaModel(), position, bytes);
  }

  /** Returns the position that the unsigned offset at {@code position} points to. */
  int target(int position, Place place) {
    requireInside(position, 4, place);
    long target = position + Integer.toUnsignedLong(bytes.getInt(position));
    requireInside(target, 4, place);
    return (int) target;
  }

  int uint8(int position) {
    return Byte.toUnsignedInt(bytes.get(position));
  }

  int uint16(long position, Place place) {
    requireInside(position, 2, place);
    return Short.toUnsignedInt(bytes.getShort((int) position));
  }

  int int32(long position, Place place) {
    requireInside(position, 4, place);
    return bytes.getInt((int) position);
  }

  /** Returns the length of the vector at {@code position}, all of whose elements are inside. */
  int vectorLength(int position, int elementBytes, Place place) {
    long length = Integer.toUnsignedLong(int32(position, place));
    requireInside(position + 4L, length * elementBytes, place);
    charge(4 + length * elementBytes, place);
    return (int) length;
  }

  void charge(long byteCount, Place place) {
    budget -= byteCount;
    if (budget < 0) {
      throw malformed(place, "tables and vectors overlap too often");
    }
  }

  void requireInside(long position, long byteCount, Place place) {
    if (position < 0 || position + byteCount > bytes.capacity()) {
      throw malformed(
          place,
          "bytes %d to %d are outside the %d bytes of the file"
              .formatted(position, position + byteCount, bytes.capacity()));
    }
  }

  CompileException malformed(Place place, String what) {
    return CompileException.of(
        location, "damaged at %s: %s; the file may be truncated".formatted(place, what));
  }

  CompileException tooMany(Place place, int count, int limit) {
    return CompileException.of(
        location, "%s has %d elements; supported: up to %d".formatted(place, count, limit));
  }
}
