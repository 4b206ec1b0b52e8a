package dev.halyard.engine.importer.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tensor of a model that a test builds; fluent, mutable. */
final class TensorSpec {
  static final int FLOAT32 = 0;
  static final int INT32 = 2;
  static final int INT64 = 4;
  static final int INT16 = 7;
  static final int INT8 = 9;

  final String name;
  int type = INT8;
  int[] shape;
  int[] signature = {};
  float[] scales = {};
  long[] zeroPoints = {};
  int axis;
  byte[] data = {};
  boolean variable;

  private TensorSpec(String name, int... shape) {
    this.name = name;
    this.shape = shape;
  }

  /** An int8 tensor of scale 0.5 and zero point −3. */
  static TensorSpec int8(String name, int... shape) {
    return new TensorSpec(name, shape).quantized(0.5f, -3);
  }

  static TensorSpec float32(String name, int... shape) {
    return new TensorSpec(name, shape).type(FLOAT32);
  }

  /** A constant int32 vector. */
  static TensorSpec int32(String name, int... values) {
    TensorSpec spec = new TensorSpec(name, values.length).type(INT32);
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return spec.data(bytes.array());
  }

  /** Constant int8 weights of scale 0.25 and zero point 0. */
  static TensorSpec weights(String name, int... shape) {
    TensorSpec spec = new TensorSpec(name, shape).quantized(0.25f, 0);
    int count = 1;
    for (int dimension : shape) {
      count *= dimension;
    }
    byte[] values = new byte[count];
    for (int index = 0; index < count; index++) {
      values[index] = (byte) (37 * index);
    }
    return spec.data(values);
  }

  TensorSpec type(int code) {
    type = code;
    return this;
  }

  TensorSpec quantized(float scale, long zeroPoint) {
    scales = new float[] {scale};
    zeroPoints = new long[] {zeroPoint};
    return this;
  }

  TensorSpec unquantized() {
    scales = new float[0];
    zeroPoints = new long[0];
    return this;
  }

  TensorSpec perAxis(int dimension, float... values) {
    axis = dimension;
    scales = values;
    zeroPoints = new long[values.length];
    return this;
  }

  TensorSpec data(byte... bytes) {
    data = bytes;
    return this;
  }

  TensorSpec signature(int... dimensions) {
    signature = dimensions;
    return this;
  }

  TensorSpec variable() {
    variable = true;
    return this;
  }
}
