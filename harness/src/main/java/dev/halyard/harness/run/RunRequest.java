package dev.halyard.harness.run;

import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.PlanOptions;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.targets.Board;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What to run where.
 *
 * @param model the model file
 * @param board the kind of board
 * @param cores number of cores to use, from 1 to the board's
 * @param source where inputs and expected outputs come from
 * @param plan what is decided about the model's plan; a run sets inputs before each inference, so
 *     that they may be consumed
 * @param outputs folder that gets {@code output_0.npy}, …; null for none
 */
public record RunRequest(
    ModelFile model,
    Board board,
    int cores,
    CaseSource source,
    PlanOptions plan,
    @Nullable Path outputs) {

  /** A request with as much memory as the board has. */
  public RunRequest(
      ModelFile model,
      Board board,
      int cores,
      CaseSource source,
      InputPolicy inputs,
      @Nullable Path outputs) {
    this(model, board, cores, source, PlanOptions.DEFAULT.withInputs(inputs), outputs);
  }

  /**
   * Returns a request as tests and benchmarks make it: one core, inputs consumed, outputs not
   * saved.
   */
  public static RunRequest of(ModelFile model, Board board, CaseSource source) {
    return new RunRequest(model, board, 1, source, InputPolicy.CONSUMED, null);
  }

  /** Returns this request with at most so many bytes for the arena. */
  public RunRequest withRam(long bytes) {
    PlanOptions within = plan.withRam(OptionalLong.of(bytes));
    return new RunRequest(model, board, cores, source, within, outputs);
  }
}
