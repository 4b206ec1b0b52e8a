/**
 * Plans the arena: an offset for every tensor and scratch range, found by search.
 *
 * <p>{@link dev.halyard.engine.memory.LiveRanges} derives a {@link
 * dev.halyard.engine.memory.MemoryRequest} from a graph and from what its kernels need; {@link
 * dev.halyard.engine.memory.MemoryPlanner} turns any request, whether of a graph or not, into a
 * {@link dev.halyard.engine.memory.MemoryPlan}. The planner knows steps and bytes, not kernels:
 * which output may overlap which dying input is part of the request. {@link
 * dev.halyard.engine.memory.StreamedRequest} is a request of which some steps take turns, row by
 * row: to the planner they are one step. Uses {@code ir}; constants are in flash and not its
 * concern.
 */
@NullMarked
package dev.halyard.engine.memory;

import org.jspecify.annotations.NullMarked;
