/**
 * What is measured of a run: instructions or cycles per operator, and the bytes of flash, arena and
 * stack. Values only; {@code null} says not measured.
 */
@NullMarked
package dev.halyard.harness.metrics;

import org.jspecify.annotations.NullMarked;
