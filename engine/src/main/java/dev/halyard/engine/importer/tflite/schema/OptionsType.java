package dev.halyard.engine.importer.tflite.schema;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The members of union BuiltinOptions whose fields are read.
 *
 * <p>The code is the member's position in the union of schema.fbs.
 */
@SuppressWarnings("ImmutableEnumChecker") // method references without state
public enum OptionsType {
  /** Of CONV_2D. */
  CONV_2D(1, Conv2dOptions::verify),
  /** Of DEPTHWISE_CONV_2D. */
  DEPTHWISE_CONV_2D(2, DepthwiseConv2dOptions::verify),
  /** Of AVERAGE_POOL_2D and MAX_POOL_2D. */
  POOL_2D(5, Pool2dOptions::verify),
  /** Of FULLY_CONNECTED. */
  FULLY_CONNECTED(8, FullyConnectedOptions::verify),
  /** Of SOFTMAX. */
  SOFTMAX(9, SoftmaxOptions::verify),
  /** Of CONCATENATION. */
  CONCATENATION(10, ConcatenationOptions::verify),
  /** Of ADD. */
  ADD(11, ArithmeticOptions::verify),
  /** Of MUL. */
  MUL(21, ArithmeticOptions::verify),
  /** Of MEAN and other reductions. */
  REDUCER(27, ReducerOptions::verify),
  /** Of SUB. */
  SUB(28, ArithmeticOptions::verify),
  /** Of SQUEEZE. */
  SQUEEZE(30, SqueezeOptions::verify),
  /** Of LEAKY_RELU. */
  LEAKY_RELU(75, LeakyReluOptions::verify);

  private final int code;
  private final Consumer<TableCheck> fields;

  OptionsType(int code, Consumer<TableCheck> fields) {
    this.code = code;
    this.fields = fields;
  }

  /** Returns the position in the union. */
  public int code() {
    return code;
  }

  void verify(TableCheck check) {
    fields.accept(check);
  }

  static Optional<OptionsType> of(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }
}
