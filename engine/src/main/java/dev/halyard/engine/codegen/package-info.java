/**
 * Writes a plan as a Rust crate: readable, deterministic, free of {@code unsafe}.
 *
 * <p>{@link dev.halyard.engine.codegen.CrateWriter} is the door. Each kernel has an emitter, which
 * packs its constants and calls it; emitters give data ({@code NodeCode}), writers turn it into
 * text by {@code RustWriter}, never by templates. Names of a model reach the text only through
 * {@code NameAllocator} and {@code RustText}. {@link dev.halyard.engine.codegen.CrateSources} holds
 * the crates that a model crate depends on. Uses {@code ir}, {@code kernel} and {@code schedule}.
 */
@NullMarked
package dev.halyard.engine.codegen;

import org.jspecify.annotations.NullMarked;
