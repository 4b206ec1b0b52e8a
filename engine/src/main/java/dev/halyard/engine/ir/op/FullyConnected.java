package dev.halyard.engine.ir.op;

/**
 * {@code y[b,o] = act(bias[o] + Σ x[b,i] · weights[o,i])}.
 *
 * <p>Inputs: input of any shape, read as [B,I]; weights [O,I]; optionally bias [O] int32. Output:
 * B·O elements, [B,O] or the input's shape with O innermost.
 *
 * <p>int8, weights per tensor or per output channel (axis 0) with zero point 0.
 *
 * <p>Source: reference/integer_ops/fully_connected.h of tensorflow/tflite-micro @90b983c.
 */
public record FullyConnected(Activation activation) implements Operator {
  @Override
  public String builtinName() {
    return "FULLY_CONNECTED";
  }
}
