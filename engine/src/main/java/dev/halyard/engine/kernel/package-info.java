/**
 * What each Rust kernel needs and offers: which operators it computes, its tiles, scratch memory,
 * how its output may lie over an input, and its cost.
 *
 * <p>{@link dev.halyard.engine.kernel.KernelTable} chooses a kernel for every node; the result is a
 * {@link dev.halyard.engine.kernel.KernelUse}, which memory plan, schedule and code generator read.
 * The Rust side of the same facts is {@code engine/kernels/README.md}. Uses {@code ir} and {@code
 * targets}; how constants are packed and written is the code generator's job.
 */
@NullMarked
package dev.halyard.engine.kernel;

import org.jspecify.annotations.NullMarked;
