package dev.halyard.engine.schedule;

import dev.halyard.engine.kernel.KernelUse;

/**
 * A kernel that may compute a node.
 *
 * @param use of it
 * @param bytes that are wanted of the arena, at least, while it runs and all tensors lie whole
 */
record KernelOption(KernelUse use, long bytes) {

  long flashBytes() {
    return use.cost().flashBytes();
  }

  long instructions() {
    return use.cost().instructions();
  }
}
