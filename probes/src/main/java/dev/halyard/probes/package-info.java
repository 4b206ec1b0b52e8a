/**
 * How to reach a board: start or flash it, reset it, speak over its serial port.
 *
 * <p>A {@link dev.halyard.probes.Probe} is one way to do so; drivers are found by {@link
 * java.util.ServiceLoader} and chosen by what a board's description names. {@link
 * dev.halyard.probes.Probes#open} gives a {@link dev.halyard.probes.ProbeSession}, which holds the
 * board until it is closed and then leaves nothing running. This package uses {@code targets} and
 * never a driver; what is said over the serial port is not its job.
 */
@NullMarked
package dev.halyard.probes;

import org.jspecify.annotations.NullMarked;
