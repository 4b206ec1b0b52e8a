package dev.halyard.engine.schedule;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.KernelTarget;
import dev.halyard.engine.memory.InputPolicy;

/**
 * What a plan is made of.
 *
 * @param graph after all passes
 * @param inputs whether input memory may be reused
 * @param target the core
 * @param budget what the plan may take
 */
public record PlanRequest(Graph graph, InputPolicy inputs, KernelTarget target, Budget budget) {}
