package dev.halyard.engine;

import dev.halyard.engine.codegen.CrateLocation;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.PlanOptions;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * What a user may decide about a compilation.
 *
 * @param plan inputs, memory, and what kernels are chosen for
 * @param rewrites whether all passes rewrite the graph; otherwise only constants are folded, and
 *     every other node of the file is one of the crate
 * @param mlperfId the MLPerf Tiny benchmark that the model is an entry for
 * @param crates where the crate finds Halyard's own
 * @param dump is given the graph as imported, under the name {@code import}, and after each pass,
 *     under the pass's name
 */
public record CompileOptions(
    PlanOptions plan,
    boolean rewrites,
    Optional<String> mlperfId,
    CrateLocation crates,
    BiConsumer<String, Graph> dump) {

  /** The plan's defaults, all passes, Halyard's crates beside the model's. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(
          PlanOptions.DEFAULT, true, Optional.empty(), CrateLocation.BESIDE, (pass, graph) -> {});

  /** Returns these options with other ones for the plan. */
  public CompileOptions withPlan(PlanOptions other) {
    return new CompileOptions(other, rewrites, mlperfId, crates, dump);
  }

  /** Returns these options with another policy for inputs. */
  public CompileOptions withInputs(InputPolicy other) {
    return withPlan(plan.withInputs(other));
  }

  /** Returns these options with at most so many bytes for the arena. */
  public CompileOptions withRam(long bytes) {
    return withPlan(plan.withRam(OptionalLong.of(bytes)));
  }

  /** Returns these options with all passes or almost none. */
  public CompileOptions withRewrites(boolean other) {
    return new CompileOptions(plan, other, mlperfId, crates, dump);
  }

  /** Returns these options for an entry to a benchmark, for example {@code kws01}. */
  public CompileOptions withMlperfId(String other) {
    return new CompileOptions(plan, rewrites, Optional.of(other), crates, dump);
  }

  /** Returns these options with Halyard's crates elsewhere. */
  public CompileOptions withCrates(CrateLocation other) {
    return new CompileOptions(plan, rewrites, mlperfId, other, dump);
  }

  /** Returns these options with another receiver of graphs. */
  public CompileOptions withDump(BiConsumer<String, Graph> other) {
    return new CompileOptions(plan, rewrites, mlperfId, crates, other);
  }
}
