package dev.halyard.engine.ir;

import org.jspecify.annotations.Nullable;

/**
 * A tensor of a graph: an activation, or a constant when it has data.
 *
 * @param name unique in its graph
 * @param type of its elements
 * @param shape static
 * @param quantization of an integer tensor that stands for real numbers
 * @param constant the elements, if known at compile time; as many bytes as shape and type say
 */
public record Tensor(
    String name,
    ElementType type,
    Shape shape,
    @Nullable Quantization quantization,
    @Nullable ConstantData constant) {

  /**
   * @throws IllegalArgumentException if the constant's size is not that of shape and type
   */
  public Tensor {
    long bytes = (long) shape.elementCount() * type.bytes();
    if (constant != null && constant.byteCount() != bytes) {
      throw new IllegalArgumentException(
          "tensor '%s' %s %s needs %d bytes of data but has %d"
              .formatted(name, type.text(), shape, bytes, constant.byteCount()));
    }
  }

  /** Returns an activation without quantization. */
  public static Tensor activation(String name, ElementType type, Shape shape) {
    return new Tensor(name, type, shape, null, null);
  }

  /** Returns an int8 activation. */
  public static Tensor int8(String name, Shape shape, float scale, int zeroPoint) {
    return new Tensor(
        name, ElementType.INT8, shape, Quantization.perTensor(scale, zeroPoint), null);
  }

  /** Tells whether the elements are known at compile time. */
  public boolean isConstant() {
    return constant != null;
  }

  /**
   * Returns the elements.
   *
   * @throws IllegalStateException if this is an activation
   */
  public ConstantData requireConstant() {
    if (constant == null) {
      throw new IllegalStateException("tensor '" + name + "' is not constant");
    }
    return constant;
  }

  /**
   * Returns the quantization.
   *
   * @throws IllegalStateException if there is none
   */
  public Quantization requireQuantization() {
    if (quantization == null) {
      throw new IllegalStateException("tensor '" + name + "' has no quantization");
    }
    return quantization;
  }

  /** Returns the size in bytes. */
  public int byteCount() {
    return shape.elementCount() * type.bytes();
  }

  /** Returns this tensor under another name. */
  public Tensor withName(String other) {
    return new Tensor(other, type, shape, quantization, constant);
  }

  /** Returns this tensor as a constant. */
  public Tensor withConstant(ConstantData data) {
    return new Tensor(name, type, shape, quantization, data);
  }
}
