package dev.halyard.engine.codegen;

import dev.halyard.engine.kernel.RowShape;

/** What a kernel is given as input or output. */
sealed interface Operand {
  /** Returns the name of the variable that holds it. */
  String variable();

  /**
   * A tensor of the arena.
   *
   * @param variable that holds the view
   * @param tensor its name in the graph
   * @param rows how the kernel sees it
   * @param isWrapped whether the kernel takes an {@code Operand}, which may be constant
   */
  record View(String variable, String tensor, RowShape rows, boolean isWrapped)
      implements Operand {}

  /**
   * A constant in flash.
   *
   * @param variable that holds the operand
   * @param array name of the constant
   * @param rowLength elements of a row
   */
  record Constant(String variable, String array, int rowLength) implements Operand {}
}
