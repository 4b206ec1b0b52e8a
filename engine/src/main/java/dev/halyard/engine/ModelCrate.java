package dev.halyard.engine;

import dev.halyard.engine.codegen.FlashConstant;
import dev.halyard.engine.codegen.Sources;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.requantization.ChannelRequantizations;
import dev.halyard.engine.schedule.Plan;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A compiled model: a Rust crate, and what was decided on the way to it.
 *
 * @param name of the Cargo package; also of the crate in Rust
 * @param sha256 of the model file, 64 lower-case hexadecimal digits
 * @param graph as imported, before any pass
 * @param plan kernels and memory
 * @param functions of the plan's steps, in order, in the crate's module {@code nodes}; the index is
 *     that of the node in the crate's description
 * @param stepWeights weights and tables, by step of the plan
 * @param files text by path relative to the crate
 */
public record ModelCrate(
    String name,
    String sha256,
    Graph graph,
    Plan plan,
    List<String> functions,
    List<List<FlashConstant>> stepWeights,
    SortedMap<String, String> files) {

  /** Copies list and map. */
  public ModelCrate {
    functions = List.copyOf(functions);
    stepWeights = List.copyOf(stepWeights);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Returns the weights and tables of all steps. */
  public List<FlashConstant> weights() {
    return stepWeights.stream().flatMap(List::stream).toList();
  }

  /**
   * Returns whether a step's output hangs on its weights; where not, the Rust compiler leaves them
   * out.
   *
   * @param step index of the plan's step
   */
  public boolean needsWeights(int step) {
    return !ChannelRequantizations.isOutputConstant(plan.graph(), plan.steps().get(step).node());
  }

  /** Returns the bytes that weights and tables take in flash. */
  public long weightBytes() {
    return FlashConstant.bytes(weights());
  }

  private List<Long> stepWeightBytes() {
    return stepWeights.stream().map(FlashConstant::bytes).toList();
  }

  /** Returns what takes most of the flash, for example {@code 'dense' 1,024, 'conv' 72}. */
  public String largestWeights() {
    return LargestParts.weights(plan, stepWeightBytes());
  }

  /** Returns what takes most of the arena, in the step where most of it is wanted. */
  public String largestTensors() {
    return LargestParts.arena(plan);
  }

  /**
   * Writes the crate into a folder of its name below {@code directory}; files that have the content
   * already are left untouched.
   *
   * @return that folder
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public Path writeTo(Path directory) {
    Path folder = directory.resolve(name);
    Sources.write(folder, files);
    return folder;
  }
}
