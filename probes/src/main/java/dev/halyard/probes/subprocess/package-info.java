/**
 * Programs that are started, watched and always ended.
 *
 * <p>A {@link dev.halyard.probes.subprocess.Subprocess} ends with its session, with this program,
 * and even if this program is killed. Drivers use it; it knows none of them.
 */
@NullMarked
package dev.halyard.probes.subprocess;

import org.jspecify.annotations.NullMarked;
