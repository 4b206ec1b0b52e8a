package dev.halyard.engine.interpret;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;

/**
 * The elements of a tensor at run time.
 *
 * @param type of the elements
 * @param shape outermost dimension first
 * @param data little-endian, row-major; its typed accessors take the index of an element
 */
public record TensorValue(ElementType type, Shape shape, ConstantData data) {

  /**
   * @throws IllegalArgumentException if the data's size is not that of type and shape
   */
  public TensorValue {
    long bytes = (long) shape.elementCount() * type.bytes();
    if (data.byteCount() != bytes) {
      throw new IllegalArgumentException(
          "%s %s needs %d bytes of data but has %d"
              .formatted(type.text(), shape, bytes, data.byteCount()));
    }
  }

  /** Returns a value from little-endian bytes, which are copied. */
  public static TensorValue of(ElementType type, Shape shape, byte[] bytes) {
    return new TensorValue(type, shape, ConstantData.of(bytes));
  }

  /** Returns an int8 value. */
  public static TensorValue int8(Shape shape, byte... elements) {
    return of(ElementType.INT8, shape, elements);
  }

  /** Returns a float32 value. */
  public static TensorValue float32(Shape shape, float... elements) {
    return new TensorValue(ElementType.FLOAT32, shape, ConstantData.ofFloat32(elements));
  }

  /**
   * Returns the value of a constant tensor.
   *
   * @throws IllegalStateException if it is an activation
   */
  public static TensorValue of(Tensor constant) {
    return new TensorValue(constant.type(), constant.shape(), constant.requireConstant());
  }

  /** Returns a copy of the bytes. */
  public byte[] toBytes() {
    return data.toBytes();
  }

  /** Returns element {@code index} of an int8 value. */
  public byte int8(int index) {
    return data.int8(index);
  }

  /** Returns element {@code index} of a float32 value. */
  public float float32(int index) {
    return data.float32(index);
  }
}
