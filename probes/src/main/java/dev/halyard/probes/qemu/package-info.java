/**
 * Emulated boards: QEMU as a probe.
 *
 * <p>{@link dev.halyard.probes.qemu.QemuProbe} starts the emulator with the firmware, opens its
 * pseudo-terminal as a serial port, and counts instructions by a plugin. Settings in a board's
 * file: {@code executable}, {@code machine}, {@code arguments}, {@code load} ({@code kernel}, the
 * default, or {@code bios}). Sees no other driver.
 */
@NullMarked
package dev.halyard.probes.qemu;

import org.jspecify.annotations.NullMarked;
