package dev.halyard.harness.run;

import dev.halyard.targets.Board;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to run where.
 *
 * @param model the model file
 * @param board the kind of board
 * @param cores number of cores to use, from 1 to the board's
 * @param source where inputs and expected outputs come from
 * @param outputs folder that gets {@code output_0.npy}, …; null for none
 */
public record RunRequest(
    ModelFile model, Board board, int cores, CaseSource source, @Nullable Path outputs) {}
