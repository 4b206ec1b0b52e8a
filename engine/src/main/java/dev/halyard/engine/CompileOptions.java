package dev.halyard.engine;

import dev.halyard.engine.codegen.CrateLocation;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.OptimizeFor;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * What a user may decide about a compilation.
 *
 * @param inputs whether the memory of inputs is reused during an inference
 * @param ramBytes what the arena (tensors, rings and scratch memory) may have at most; empty for
 *     what the board has
 * @param flashBytes what the arrays of kernels (weights, records of channels, tables) may have at
 *     most; empty for what {@code optimize} says
 * @param optimize what kernels are chosen for
 * @param rewrites whether all passes rewrite the graph; otherwise only constants are folded, and
 *     every other node of the file is one of the crate
 * @param mlperfId the MLPerf Tiny benchmark that the model is an entry for
 * @param crates where the crate finds Halyard's own
 * @param dump is given the graph as imported, under the name {@code import}, and after each pass,
 *     under the pass's name
 */
public record CompileOptions(
    InputPolicy inputs,
    OptionalLong ramBytes,
    OptionalLong flashBytes,
    OptimizeFor optimize,
    boolean rewrites,
    Optional<String> mlperfId,
    CrateLocation crates,
    BiConsumer<String, Graph> dump) {

  /** Inputs kept, balanced kernels, all passes, Halyard's crates beside the model's. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(
          InputPolicy.KEPT,
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptimizeFor.BALANCED,
          true,
          Optional.empty(),
          CrateLocation.BESIDE,
          (pass, graph) -> {});

  /** Returns these options with another policy for inputs. */
  public CompileOptions withInputs(InputPolicy other) {
    return new CompileOptions(
        other, ramBytes, flashBytes, optimize, rewrites, mlperfId, crates, dump);
  }

  /**
   * Returns these options with at most so many bytes for the arena; empty for what the board has.
   */
  public CompileOptions withRam(OptionalLong other) {
    return new CompileOptions(
        inputs, other, flashBytes, optimize, rewrites, mlperfId, crates, dump);
  }

  /** Returns these options with at most so many bytes for the arrays of kernels. */
  public CompileOptions withFlash(OptionalLong other) {
    return new CompileOptions(inputs, ramBytes, other, optimize, rewrites, mlperfId, crates, dump);
  }

  /** Returns these options with kernels chosen for something else. */
  public CompileOptions withOptimize(OptimizeFor other) {
    return new CompileOptions(
        inputs, ramBytes, flashBytes, other, rewrites, mlperfId, crates, dump);
  }

  /** Returns these options with all passes or almost none. */
  public CompileOptions withRewrites(boolean other) {
    return new CompileOptions(
        inputs, ramBytes, flashBytes, optimize, other, mlperfId, crates, dump);
  }

  /** Returns these options for an entry to a benchmark, for example {@code kws01}. */
  public CompileOptions withMlperfId(String other) {
    return new CompileOptions(
        inputs, ramBytes, flashBytes, optimize, rewrites, Optional.of(other), crates, dump);
  }

  /** Returns these options with Halyard's crates elsewhere. */
  public CompileOptions withCrates(CrateLocation other) {
    return new CompileOptions(
        inputs, ramBytes, flashBytes, optimize, rewrites, mlperfId, other, dump);
  }

  /** Returns these options with another receiver of graphs. */
  public CompileOptions withDump(BiConsumer<String, Graph> other) {
    return new CompileOptions(
        inputs, ramBytes, flashBytes, optimize, rewrites, mlperfId, crates, other);
  }
}
