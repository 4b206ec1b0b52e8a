package dev.halyard.harness.firmware;

import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.Segment;
import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.OperatorProfile;
import dev.halyard.probes.CountUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model inside a firmware.
 *
 * @param crate as it was generated
 */
public record FirmwareModel(ModelCrate crate) {

  /** Returns the graph as the model's file has it; its inputs and outputs are the device's. */
  public Graph graph() {
    return crate.graph();
  }

  /** Returns the graph that was compiled, after all passes. */
  public Graph planned() {
    return crate.plan().graph();
  }

  /** Returns the plan as a table: kernel, tiles, scratch and offsets of every node. */
  public String planTable() {
    return graph().name() + "\n" + crate.plan().toTable();
  }

  /** Returns the names of the nodes that run on the device, in order. */
  public List<String> nodeNames() {
    return crate.plan().steps().stream().map(step -> step.node().name()).toList();
  }

  /**
   * Returns one node's share of an inference.
   *
   * @param index of the node in {@link #nodeNames}
   * @param unit what was counted; null if nothing was
   * @param count of it; null if not counted
   */
  public OperatorProfile profile(int index, @Nullable CountUnit unit, @Nullable Long count) {
    Plan.Step step = crate.plan().steps().get(index);
    return new OperatorProfile(
        step.node().name(), step.node().operator().builtinName(), unit, count, step.use().macs());
  }

  /**
   * Returns the model's bytes on the board.
   *
   * @param flashBytes all of the firmware
   * @param stackBytes high-water mark; null if not measured
   */
  public Footprint footprint(@Nullable Long flashBytes, @Nullable Long stackBytes) {
    MemoryPlan memory = crate.plan().memory();
    long weights = crate.weightBytes();
    return new Footprint(
        flashBytes == null ? null : flashBytes - weights,
        weights,
        flashBytes,
        memory.tensorBytes(),
        memory.scratchBytes(),
        memory.arenaBytes(),
        memory.noOverlapBytes(),
        crate.plan().segments().stream().mapToLong(Segment::extraInstructions).sum(),
        stackBytes);
  }
}
