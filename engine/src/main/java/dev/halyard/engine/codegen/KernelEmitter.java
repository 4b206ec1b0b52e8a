package dev.halyard.engine.codegen;

/** Packs the constants of one kernel, and calls it. */
@FunctionalInterface
interface KernelEmitter {
  /** Returns the code of a node that the kernel computes. */
  NodeCode emit(EmitContext node);
}
