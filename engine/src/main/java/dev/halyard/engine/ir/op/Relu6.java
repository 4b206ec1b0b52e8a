package dev.halyard.engine.ir.op;

/**
 * {@code y = min(max(0, x), 6)}, element by element.
 *
 * <p>int8, same quantization on both sides.
 *
 * <p>Source: micro/kernels/activations_common.cc of tensorflow/tflite-micro @90b983c.
 */
public record Relu6() implements Operator {
  @Override
  public String builtinName() {
    return "RELU6";
  }
}
