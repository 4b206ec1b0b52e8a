/**
 * One record per operator: its attributes, and its equation, shapes and types in the Javadoc.
 *
 * <p>Names are those of TFLite's builtin operators. Padding is explicit, weights and biases are
 * inputs of the node. A sealed interface and its records must share a package, which is why this is
 * one package. Uses {@code ir} only.
 */
@NullMarked
package dev.halyard.engine.ir.op;

import org.jspecify.annotations.NullMarked;
