/**
 * What a firmware's ELF file tells: sections, segments, functions and objects, by the names that
 * the source has.
 *
 * <p>Files are not trusted: whatever they claim is checked against their size. Uses nothing of ours
 * but the error type.
 */
@NullMarked
package dev.halyard.probes.elf;

import org.jspecify.annotations.NullMarked;
