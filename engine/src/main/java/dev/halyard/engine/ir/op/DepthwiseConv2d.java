package dev.halyard.engine.ir.op;

/**
 * {@code y[h,w,c·m + k] = act(bias[c·m + k] + Σ x[h·s + i·d − top, w·s + j·d − left, c] ·
 * weights[0,i,j,c·m + k])} with m, the multiplier, O / C.
 *
 * <p>Inputs: input [1,H,W,C], weights [1,KH,KW,O], optionally bias [O] int32. Output: [1,H',W',O].
 *
 * <p>int8, weights per tensor or per output channel (axis 3) with zero point 0; taps outside the
 * image contribute nothing.
 *
 * <p>Source: reference/integer_ops/depthwise_conv.h of tensorflow/tflite-micro @90b983c.
 */
public record DepthwiseConv2d(
    Extent2d stride, Extent2d dilation, Padding padding, Activation activation)
    implements Operator {
  @Override
  public String builtinName() {
    return "DEPTHWISE_CONV_2D";
  }
}
