/**
 * Sessions of emulators that count inferences: which functions they watch, and what they write.
 *
 * <p>Drivers whose emulator keeps to the files of {@code targets/plugin/count.c} use it; it knows
 * none of them.
 */
@NullMarked
package dev.halyard.probes.count;

import org.jspecify.annotations.NullMarked;
