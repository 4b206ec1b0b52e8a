/**
 * What a board is: the vocabulary and the data that describe it.
 *
 * <p>A {@link dev.halyard.targets.Board} says which cores, memory and serial port a board has, how
 * Rust is compiled for it and which probe reaches it. A {@link dev.halyard.targets.BoardCatalog}
 * reads and validates every {@code board.yaml} of a folder. Uses nothing of ours. How a board is
 * reached is not told here: that is the job of the probes.
 */
@NullMarked
package dev.halyard.targets;

import org.jspecify.annotations.NullMarked;
