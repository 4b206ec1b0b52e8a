/**
 * Shows how a plan uses a board's RAM: {@link dev.halyard.harness.report.memory.MemoryMap} holds
 * what is told, {@link dev.halyard.harness.report.memory.MemoryText} prints it and {@link
 * dev.halyard.harness.report.memory.MemoryDrawing} draws it, steps from left to right and addresses
 * upwards. Plans nothing.
 */
@NullMarked
package dev.halyard.harness.report.memory;

import org.jspecify.annotations.NullMarked;
