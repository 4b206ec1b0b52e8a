package dev.halyard.engine.memory;

/** What becomes of the memory of a model's inputs during an inference. */
public enum InputPolicy {
  /** Inputs keep their memory, so that the same input can be inferred again without being set. */
  KEPT,
  /** Inputs give up their memory after they were last read; they are set before each inference. */
  CONSUMED
}
