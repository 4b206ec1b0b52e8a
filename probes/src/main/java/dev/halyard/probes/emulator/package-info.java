/**
 * Boards that a program emulates whose standard input and output are the serial line: whole
 * microcontrollers, which QEMU does not have.
 *
 * <p>Settings in a board's file: {@code command}, the program and its arguments, with the words
 * {@code {board}} (the board's folder) and {@code {elf}}; {@code counting}, further arguments when
 * inferences are counted, with {@code {symbols}} and {@code {counts}}, files as those of {@code
 * targets/plugin/count.c}; {@code unit}, what it counts: {@code instructions} or {@code cycles}.
 * The program prints its version when called with {@code --version} alone. Sees no other driver.
 */
@NullMarked
package dev.halyard.probes.emulator;

import org.jspecify.annotations.NullMarked;
