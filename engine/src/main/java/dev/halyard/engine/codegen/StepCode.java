package dev.halyard.engine.codegen;

import dev.halyard.engine.schedule.Plan;
import java.util.List;
import java.util.Optional;

/**
 * A step on its way to text.
 *
 * @param step the node and its kernel
 * @param function name of its function
 * @param code its constants and calls
 * @param scratch name of the constant that holds the offset of its scratch
 * @param streams whether its function runs only some rows, which it is told
 */
record StepCode(
    Plan.Step step, String function, NodeCode code, Optional<String> scratch, boolean streams) {

  /** Returns what its arrays hold. */
  List<FlashConstant> weights() {
    return code.arrays().stream()
        .map(array -> new FlashConstant(array.name(), array.contents()))
        .toList();
  }
}
