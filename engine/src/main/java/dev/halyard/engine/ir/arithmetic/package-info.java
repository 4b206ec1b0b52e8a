/**
 * TFLite's quantized arithmetic, exactly: multipliers and shifts, rounding, activation ranges.
 *
 * <p>The one place where interpreter, kernels' constants and tests get their numbers from. Integer
 * results are bit-exact with the reference kernels of TensorFlow Lite Micro (double rounding). Uses
 * {@code ir} only.
 */
@NullMarked
package dev.halyard.engine.ir.arithmetic;

import org.jspecify.annotations.NullMarked;
