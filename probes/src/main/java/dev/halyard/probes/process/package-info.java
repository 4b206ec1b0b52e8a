/**
 * The machine that Halyard runs on as a board: the firmware is a program, its serial port are its
 * standard streams. Counts no instructions. Setting in a board's file: {@code arguments}. Sees no
 * other driver.
 */
@NullMarked
package dev.halyard.probes.process;

import org.jspecify.annotations.NullMarked;
