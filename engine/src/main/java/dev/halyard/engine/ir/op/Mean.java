package dev.halyard.engine.ir.op;

import java.util.List;

/**
 * {@code y = requantize(Σ x / n)} over the axes; not the same bits as an average pool.
 *
 * <p>Input of any shape; output without the axes, or with 1 in their place; int8, any quantization
 * of the two.
 *
 * <p>Source: reference/reduce.h and micro/kernels/reduce_common.cc of
 * tensorflow/tflite-micro @90b983c.
 *
 * @param axes ascending, each once, from 0 to rank − 1
 * @param keepDimensions whether a reduced dimension stays as 1
 */
public record Mean(List<Integer> axes, boolean keepDimensions) implements Operator {

  /** Copies the list. */
  public Mean {
    axes = List.copyOf(axes);
  }

  @Override
  public String builtinName() {
    return "MEAN";
  }
}
