package dev.halyard.engine.ir.op;

/**
 * {@code y[h,w,c] = act(max x)} over the elements of the window that lie in the image.
 *
 * <p>Input [1,H,W,C], output [1,H',W',C]; int8, same quantization on both sides.
 *
 * <p>Source: reference/integer_ops/pooling.h of tensorflow/tflite-micro @90b983c.
 */
public record MaxPool2d(Extent2d window, Extent2d stride, Padding padding, Activation activation)
    implements Operator {
  @Override
  public String builtinName() {
    return "MAX_POOL_2D";
  }
}
