package dev.halyard.engine.ir.op;

/**
 * {@code y = max(0, x)}, element by element.
 *
 * <p>int8, any quantization of the two.
 *
 * <p>Source: micro/kernels/activations_common.cc of tensorflow/tflite-micro @90b983c.
 */
public record Relu() implements Operator {
  @Override
  public String builtinName() {
    return "RELU";
  }
}
