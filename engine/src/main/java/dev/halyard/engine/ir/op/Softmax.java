package dev.halyard.engine.ir.op;

/**
 * {@code y_i = exp(beta · x_i) / Σ exp(beta · x_j)} over the innermost dimension.
 *
 * <p>Input of any shape, output of the same; int8, output scale 1/256 and zero point −128.
 *
 * <p>Source: reference/softmax.h and micro/kernels/softmax_common.cc of
 * tensorflow/tflite-micro @90b983c.
 *
 * @param beta positive
 */
public record Softmax(float beta) implements Operator {
  @Override
  public String builtinName() {
    return "SOFTMAX";
  }
}
