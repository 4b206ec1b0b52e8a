package dev.halyard.engine.ir.op;

/**
 * {@code y = x}, the same elements in the same order under the output tensor's shape; SQUEEZE and
 * EXPAND_DIMS are imported as this.
 *
 * <p>Any element type, same quantization on both sides.
 *
 * <p>Source: micro/kernels/reshape_common.cc of tensorflow/tflite-micro @90b983c.
 */
public record Reshape() implements Operator {
  @Override
  public String builtinName() {
    return "RESHAPE";
  }
}
