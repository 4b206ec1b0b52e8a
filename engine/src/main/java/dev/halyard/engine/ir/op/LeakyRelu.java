package dev.halyard.engine.ir.op;

/**
 * {@code y = x} where x is not negative, else {@code alpha · x}, element by element.
 *
 * <p>int8, any quantization of the two.
 *
 * <p>Source: reference/leaky_relu.h of tensorflow/tflite-micro @90b983c.
 *
 * @param alpha slope below zero
 */
public record LeakyRelu(float alpha) implements Operator {
  @Override
  public String builtinName() {
    return "LEAKY_RELU";
  }
}
