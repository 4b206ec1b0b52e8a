package dev.halyard.engine.codegen;

import dev.halyard.engine.kernel.TileSpace;
import java.util.List;

/**
 * One call of a kernel.
 *
 * @param constants name of the operator's constants; empty if the kernel has none
 * @param inputs in the kernel's order
 * @param output a view
 * @param tiles all of which are computed
 */
record KernelCall(String constants, List<Operand> inputs, Operand.View output, TileSpace tiles) {

  /** Copies the list. */
  KernelCall {
    inputs = List.copyOf(inputs);
  }
}
