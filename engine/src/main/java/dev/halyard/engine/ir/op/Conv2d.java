package dev.halyard.engine.ir.op;

/**
 * {@code y[h,w,o] = act(bias[o] + Σ x[h·s + i·d − top, w·s + j·d − left, c] · weights[o,i,j,c])}.
 *
 * <p>Inputs: input [1,H,W,C], weights [O,KH,KW,C], optionally bias [O] int32. Output: [1,H',W',O].
 *
 * <p>int8, weights per tensor or per output channel (axis 0) with zero point 0; taps outside the
 * image contribute nothing.
 *
 * <p>Source: reference/integer_ops/conv.h of tensorflow/tflite-micro @90b983c.
 */
public record Conv2d(Extent2d stride, Extent2d dilation, Padding padding, Activation activation)
    implements Operator {
  @Override
  public String builtinName() {
    return "CONV_2D";
  }
}
