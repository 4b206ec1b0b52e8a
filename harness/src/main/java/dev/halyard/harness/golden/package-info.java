/**
 * Golden outputs and the comparison with them.
 *
 * <p>Reads and writes {@code .npy}, {@code .npz} and raw files as cases of a model's inputs and
 * outputs, loads golden folders with their provenance, and tells the first element that differs.
 * Uses the engine's tensor vocabulary. Knows nothing of devices.
 */
@NullMarked
package dev.halyard.harness.golden;

import org.jspecify.annotations.NullMarked;
