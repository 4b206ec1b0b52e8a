package dev.halyard.engine.ir.op;

import java.util.List;

/**
 * {@code y = x} with {@code before[i]} and {@code after[i]} elements of {@code value} around
 * dimension i.
 *
 * <p>Input of any shape, output larger by the paddings; any element type, same quantization on both
 * sides; the value is in the output's own units (its zero point where the file gives none).
 *
 * <p>Source: reference/pad.h of tensorflow/tflite-micro @90b983c.
 *
 * @param before one per dimension, at least 0
 * @param after one per dimension, at least 0
 * @param value quantized
 */
public record Pad(List<Integer> before, List<Integer> after, int value) implements Operator {

  /** Copies the lists. */
  public Pad {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  @Override
  public String builtinName() {
    return "PAD";
  }
}
