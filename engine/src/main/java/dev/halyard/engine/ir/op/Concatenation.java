package dev.halyard.engine.ir.op;

/**
 * {@code y} is the inputs side by side along {@code axis}.
 *
 * <p>Two or more inputs (one is allowed) that differ along the axis only; any element type, same
 * quantization on all.
 *
 * <p>Source: reference/concatenation.h of tensorflow/tflite-micro @90b983c.
 *
 * @param axis from 0 to rank − 1
 */
public record Concatenation(int axis) implements Operator {
  @Override
  public String builtinName() {
    return "CONCATENATION";
  }
}
