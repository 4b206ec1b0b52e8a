/**
 * Serial links: ports of the operating system, pseudo-terminals of emulators among them, and pairs
 * of streams.
 *
 * <p>A timeout is kept to a few milliseconds, a write never blocks for ever, and a broken line is
 * an error with the evidence that its owner has. Drivers use it; it knows none of them.
 */
@NullMarked
package dev.halyard.probes.serial;

import org.jspecify.annotations.NullMarked;
