package dev.halyard.engine.codegen;

import java.util.List;

/**
 * What a node becomes: constants and calls of its kernel.
 *
 * @param attributes for people, for example {@code 3x3 stride 2 SAME}; empty if there are none
 * @param arrays in flash
 * @param constants one for each call that has any
 * @param calls in order
 */
record NodeCode(
    String attributes,
    List<FlashArray> arrays,
    List<OperatorConstants> constants,
    List<KernelCall> calls) {

  /** Copies the lists. */
  NodeCode {
    arrays = List.copyOf(arrays);
    constants = List.copyOf(constants);
    calls = List.copyOf(calls);
  }

  /** Returns the code of a single call. */
  static NodeCode of(
      String attributes, List<FlashArray> arrays, OperatorConstants constants, KernelCall call) {
    return new NodeCode(attributes, arrays, List.of(constants), List.of(call));
  }

  /** Returns the bytes of its arrays in flash. */
  long arrayBytes() {
    return arrays.stream().mapToLong(FlashArray::bytes).sum();
  }
}
