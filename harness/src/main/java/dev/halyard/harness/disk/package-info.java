/** Tells of disks without space. For all that writes files; knows nothing of what is in them. */
@NullMarked
package dev.halyard.harness.disk;

import org.jspecify.annotations.NullMarked;
