package dev.halyard.engine.ir;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The elements of a constant tensor: little-endian bytes, row-major, read-only. */
public final class ConstantData {
  private final ByteBuffer bytes;

  private ConstantData(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns data with a copy of {@code bytes}. */
  public static ConstantData of(byte[] bytes) {
    return new ConstantData(bytes.clone());
  }

  /** Returns int16 data. */
  public static ConstantData ofInt16(short... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asShortBuffer().put(values);
    return new ConstantData(buffer.array());
  }

  /** Returns int32 data. */
  public static ConstantData ofInt32(int... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(values);
    return new ConstantData(buffer.array());
  }

  /** Returns float32 data. */
  public static ConstantData ofFloat32(float... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return new ConstantData(buffer.array());
  }

  /** Returns the size in bytes. */
  public int byteCount() {
    return bytes.capacity();
  }

  /** Returns a copy of the bytes. */
  public byte[] toBytes() {
    return bytes.array().clone();
  }

  /** Returns element {@code index} of int8 data. */
  public byte int8(int index) {
    return bytes.get(index);
  }

  /** Returns element {@code index} of int16 data. */
  public short int16(int index) {
    return bytes.getShort(index * Short.BYTES);
  }

  /** Returns element {@code index} of int32 data. */
  public int int32(int index) {
    return bytes.getInt(index * Integer.BYTES);
  }

  /** Returns element {@code index} of float32 data. */
  public float float32(int index) {
    return bytes.getFloat(index * Float.BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConstantData data && Arrays.equals(bytes.array(), data.bytes.array());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes.array());
  }

  @Override
  public String toString() {
    return byteCount() + " bytes";
  }
}
