/**
 * Rewrites of the graph: one file per pass, literal ordered lists, the verifier after every pass.
 *
 * <p>A {@link dev.halyard.engine.pass.Pass} has no state and turns a valid graph into a valid graph
 * that computes the same bits for every input; {@link dev.halyard.engine.pass.Pipelines} holds the
 * lists; {@link dev.halyard.engine.pass.PassPipeline} runs one. Every edit goes through {@link
 * dev.halyard.engine.pass.GraphRewriter}. Names of the graph's inputs and outputs never change. May
 * use {@code ir}, {@code interpret} and {@code kernel}; does not know boards.
 */
@NullMarked
package dev.halyard.engine.pass;

import org.jspecify.annotations.NullMarked;
