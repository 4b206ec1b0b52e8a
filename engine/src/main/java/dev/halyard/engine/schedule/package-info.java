/**
 * What runs when: the nodes with their kernels, in order, and where their tensors lie.
 *
 * <p>A {@link dev.halyard.engine.schedule.Plan} is made for one board; with one core every node is
 * one tile over everything, in the graph's order, unless that needs too much memory: then {@code
 * StreamPlanner} finds {@link dev.halyard.engine.schedule.Segment segments} that stream by rows.
 * {@code RowSchedule} is what the device does, {@code RingSizes} what follows for memory. Uses
 * {@code ir}, {@code kernel} and {@code memory}.
 */
@NullMarked
package dev.halyard.engine.schedule;

import org.jspecify.annotations.NullMarked;
