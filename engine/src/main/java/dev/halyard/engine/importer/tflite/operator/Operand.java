package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.Tensor;

/**
 * A tensor and what it is to its operator.
 *
 * @param role for example {@code weights}
 * @param tensor itself
 */
record Operand(String role, Tensor tensor) {

  static Operand input(Tensor tensor) {
    return new Operand("input", tensor);
  }

  static Operand output(Tensor tensor) {
    return new Operand("output", tensor);
  }
}
