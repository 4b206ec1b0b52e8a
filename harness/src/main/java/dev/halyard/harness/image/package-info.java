/**
 * Checks a linked firmware against its board as far as a host can: machine, entry and vectors,
 * every section against the memory map, where models' constants lie, and every instruction against
 * what the core has.
 *
 * <p>{@link dev.halyard.harness.image.ImageChecks} is the door. Knows boards and ELF files, not how
 * either came to be.
 */
@NullMarked
package dev.halyard.harness.image;

import org.jspecify.annotations.NullMarked;
