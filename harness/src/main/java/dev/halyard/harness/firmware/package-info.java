/**
 * From models to a firmware: compiles them, lays out a Cargo package for the board, and builds it.
 *
 * <p>With the command {@code compile}, all that calls the engine's compiler. Builds of the same
 * models for the same board are found again; two builds at once do not disturb each other.
 */
@NullMarked
package dev.halyard.harness.firmware;

import org.jspecify.annotations.NullMarked;
