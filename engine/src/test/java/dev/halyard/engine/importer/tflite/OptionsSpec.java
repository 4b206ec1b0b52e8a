package dev.halyard.engine.importer.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Options of an operator that a test builds: the member of union BuiltinOptions and its fields, by
 * their ids in schema.fbs.
 */
final class OptionsSpec {
  static final int FIELDS = 8;

  final int type;
  private final List<Consumer<FlatBufferBuilder>> fields = new ArrayList<>();

  private OptionsSpec(int type) {
    this.type = type;
  }

  static OptionsSpec none() {
    return new OptionsSpec(0);
  }

  static OptionsSpec of(int type) {
    return new OptionsSpec(type);
  }

  /** Conv2DOptions. */
  static OptionsSpec conv2d(int padding, int strideH, int strideW) {
    return of(1).with8(0, padding).with32(1, strideW).with32(2, strideH);
  }

  /** DepthwiseConv2DOptions. */
  static OptionsSpec depthwiseConv2d(int padding, int strideH, int strideW) {
    return of(2).with8(0, padding).with32(1, strideW).with32(2, strideH);
  }

  /** Pool2DOptions. */
  static OptionsSpec pool2d(int padding, int stride, int windowH, int windowW) {
    return of(5)
        .with8(0, padding)
        .with32(1, stride)
        .with32(2, stride)
        .with32(3, windowW)
        .with32(4, windowH);
  }

  OptionsSpec with8(int id, int value) {
    fields.add(builder -> builder.addByte(id, (byte) value, 0));
    return this;
  }

  OptionsSpec with32(int id, int value) {
    fields.add(builder -> builder.addInt(id, value, 0));
    return this;
  }

  OptionsSpec withFloat(int id, float value) {
    fields.add(builder -> builder.addFloat(id, value, 0));
    return this;
  }

  int write(FlatBufferBuilder builder) {
    builder.startTable(FIELDS);
    fields.forEach(field -> field.accept(builder));
    return builder.endTable();
  }
}
