package dev.halyard.engine.ir.op;

/** The activation fused into an operator: a clamp of its output in real numbers. */
public enum Activation {
  /** No clamp but the element type's own range. */
  NONE,
  /** {@code max(0, x)}. */
  RELU,
  /** {@code min(max(0, x), 6)}. */
  RELU6,
  /** {@code min(max(-1, x), 1)}. */
  RELU_N1_TO_1
}
