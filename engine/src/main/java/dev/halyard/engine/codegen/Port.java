package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Tensor;

/** An input or output of the model: its number, or nothing where there is one. */
record Port(String suffix, Tensor tensor, String offset) {
  String array() {
    return "[%s; %d]".formatted(RustTypes.of(tensor.type()), tensor.shape().elementCount());
  }

  String doc() {
    return "%s: %s %s"
        .formatted(RustText.code(tensor.name()), tensor.type().text(), tensor.shape());
  }
}
