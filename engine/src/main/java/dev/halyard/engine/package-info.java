/**
 * The compiler's door: {@link dev.halyard.engine.Compiler} makes a {@link
 * dev.halyard.engine.ModelCrate} of a model file for a board.
 *
 * <p>It joins importer, passes, plan and code generator, and is what other modules call; they need
 * no other package of the engine but for the graph and the interpreter.
 */
@NullMarked
package dev.halyard.engine;

import org.jspecify.annotations.NullMarked;
