package dev.halyard.harness.golden;

import dev.halyard.engine.ir.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array of NumPy's {@code .npy} format, C order, little-endian.
 *
 * <p>Format: NEP 1, versions 1.0 and 2.0. Written here because the Java libraries for it are no
 * longer kept up.
 *
 * @param type of the elements
 * @param shape outermost dimension first; empty for a scalar
 * @param data row-major, little-endian; as many bytes as shape and type say
 */
@SuppressWarnings("ArrayRecordComponent") // equality compares the elements
public record NpyArray(ElementType type, List<Integer> shape, byte[] data) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_HEADER_BYTES = 4096;
  private static final Map<String, ElementType> TYPES =
      Map.of(
          "|i1", ElementType.INT8,
          "|u1", ElementType.UINT8,
          "<i2", ElementType.INT16,
          "<i4", ElementType.INT32,
          "<i8", ElementType.INT64,
          "<f4", ElementType.FLOAT32);
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': *'([^']+)', *'fortran_order': *(True|False), *'shape': *\\(([0-9, ]*)\\),? *\\}\\s*");

  /** Checks that the data has the size of shape and type. */
  public NpyArray {
    shape = List.copyOf(shape);
    if (elementCount(shape) * type.bytes() != data.length) {
      throw new IllegalArgumentException(
          "%s%s needs %d bytes but has %d"
              .formatted(type.text(), shape, elementCount(shape) * type.bytes(), data.length));
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read or is not an array of a supported type; the
   *     message names the file
   */
  public static NpyArray read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(
          "'%s' has %d bytes; accepted: up to %d".formatted(file, Files.size(file), MAX_BYTES));
    }
    return parse(Files.readAllBytes(file), file.toString());
  }

  /**
   * Parses the bytes of a file.
   *
   * @param name of the file, for messages
   * @throws IOException if they are not an array of a supported type
   */
  public static NpyArray parse(byte[] bytes, String name) throws IOException {
    if (bytes.length < 10 || !Arrays.equals(MAGIC, 0, 6, bytes, 0, 6)) {
      throw new IOException(
          "'" + name + "' is not an .npy file: its first bytes are not those of NumPy's format");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = bytes[6] == 1;
    int start = first ? 10 : 12;
    long headerBytes =
        first ? buffer.getShort(8) & 0xFFFF : bytes.length < 12 ? -1 : buffer.getInt(8);
    if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES || start + headerBytes > bytes.length) {
      throw new IOException(
          "'"
              + name
              + "' has a header of "
              + headerBytes
              + " bytes; accepted: up to "
              + MAX_HEADER_BYTES);
    }
    String header = new String(bytes, start, (int) headerBytes, StandardCharsets.ISO_8859_1);
    return parse(header, Arrays.copyOfRange(bytes, start + (int) headerBytes, bytes.length), name);
  }

  private static NpyArray parse(String header, byte[] data, String name) throws IOException {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IOException("'" + name + "' has a header that cannot be read: " + header.strip());
    }
    ElementType type = TYPES.get(matcher.group(1));
    if (type == null) {
      throw new IOException(
          "'%s' has elements of type '%s'; accepted: %s"
              .formatted(name, matcher.group(1), TYPES.keySet().stream().sorted().toList()));
    }
    List<Integer> shape = shape(matcher.group(3), name);
    if (matcher.group(2).equals("True") && shape.size() > 1) {
      throw new IOException(
          "'" + name + "' is in Fortran order; save it with numpy.ascontiguousarray");
    }
    if (elementCount(shape) * type.bytes() != data.length) {
      throw new IOException(
          "'%s' is %s%s, %d bytes, but holds %d"
              .formatted(
                  name, type.text(), shape, elementCount(shape) * type.bytes(), data.length));
    }
    return new NpyArray(type, shape, data);
  }

  private static List<Integer> shape(String text, String name) throws IOException {
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .map(Integer::valueOf)
          .toList();
    } catch (NumberFormatException e) {
      throw new IOException(
          "'" + name + "' has the shape (" + text + "), which is out of range", e);
    }
  }

  private static long elementCount(List<Integer> shape) {
    long count = 1;
    for (int dimension : shape) {
      count = Math.multiplyExact(count, (long) dimension);
      if (count > Integer.MAX_VALUE) {
        return Long.MAX_VALUE / 16;
      }
    }
    return count;
  }

  /** Returns the file's bytes, version 1.0, header padded to a multiple of 64. */
  public byte[] toBytes() {
    String descr =
        TYPES.entrySet().stream()
            .filter(e -> e.getValue() == type)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    String dimensions =
        shape.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + (shape.size() == 1 ? "," : "");
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr, dimensions);
    int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    ByteBuffer out = ByteBuffer.allocate(10 + padded + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded);
    out.put(
        (header + " ".repeat(padded - header.length() - 1) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    return out.put(data).array();
  }

  /**
   * Returns the elements of an integer array.
   *
   * @throws IOException if the elements are not integers, or one does not fit 32 bits
   */
  public List<Integer> toIntegers() throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> values = new ArrayList<>();
    while (buffer.hasRemaining()) {
      values.add(
          switch (type) {
            case INT8 -> (int) buffer.get();
            case UINT8 -> buffer.get() & 0xFF;
            case INT16 -> (int) buffer.getShort();
            case INT32 -> buffer.getInt();
            case INT64 -> toInt(buffer.getLong());
            case FLOAT32 -> throw new IOException("the elements are float32, not integers");
          });
    }
    return values;
  }

  private static int toInt(long value) throws IOException {
    if (value != (int) value) {
      throw new IOException("element " + value + " does not fit 32 bits");
    }
    return (int) value;
  }

  /** Writes a file. */
  public void write(Path file) throws IOException {
    Files.write(file, toBytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NpyArray array
        && type == array.type
        && shape.equals(array.shape)
        && Arrays.equals(data, array.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return type.text() + shape;
  }
}
