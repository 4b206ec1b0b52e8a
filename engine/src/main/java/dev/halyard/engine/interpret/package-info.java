/**
 * The reference interpreter: slow, obvious, and the oracle for passes, kernels and models that have
 * no golden outputs.
 *
 * <p>{@link dev.halyard.engine.interpret.Interpreter} runs a graph on {@link
 * dev.halyard.engine.interpret.TensorValue}s, to the bit as the reference kernels of TensorFlow
 * Lite Micro do; one class per operator, or one for a family that differs in a table only. May use
 * {@code ir}. Speed beyond a few seconds for the largest model is not its job.
 */
@NullMarked
package dev.halyard.engine.interpret;

import org.jspecify.annotations.NullMarked;
