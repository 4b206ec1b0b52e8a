package dev.halyard.engine.ir.op;

import java.util.List;

/**
 * {@code y[i_p0, i_p1, …] = x[i_0, i_1, …]}: output dimension k is input dimension {@code
 * permutation[k]}.
 *
 * <p>Any shape and element type, same quantization on both sides.
 *
 * <p>Source: reference/transpose.h of tensorflow/tflite-micro @90b983c.
 *
 * @param permutation of 0 … rank − 1
 */
public record Transpose(List<Integer> permutation) implements Operator {

  /** Copies the list. */
  public Transpose {
    permutation = List.copyOf(permutation);
  }

  @Override
  public String builtinName() {
    return "TRANSPOSE";
  }
}
