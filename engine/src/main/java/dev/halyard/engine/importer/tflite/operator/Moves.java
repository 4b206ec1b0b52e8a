package dev.halyard.engine.importer.tflite.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What operators have in common that only move elements of their first input. */
final class Moves {
  private Moves() {}

  /** Input and output are int8 or float32, of the same type and quantization. */
  static boolean check(OperatorCall call) {
    Operand input = Operand.input(call.input(0));
    Operand output = Operand.output(call.output());
    if (Requirements.types(call, Requirements.MOVABLE, input, output)) {
      Requirements.alike(call, input, output);
    }
    return call.isSound();
  }

  /**
   * Returns the axes counted from 0; reports one that is out of range and returns empty.
   *
   * @param axes a negative one counts from the end
   * @param rank that they index
   */
  static Optional<List<Integer>> axes(OperatorCall call, List<Integer> axes, int rank) {
    List<Integer> counted = new ArrayList<>();
    for (int axis : axes) {
      if (axis < -rank || axis >= rank) {
        call.unsupported("axis " + axis, "%d to %d".formatted(-rank, rank - 1));
        return Optional.empty();
      }
      counted.add(axis < 0 ? axis + rank : axis);
    }
    return Optional.of(counted);
  }
}
