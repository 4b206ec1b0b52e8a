package dev.halyard.harness.junit;

import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import java.util.List;
import java.util.function.Function;

/**
 * What all invocations of a suite share.
 *
 * @param workspace the checkout
 * @param library where models are found
 * @param runner runs a model on a board
 * @param tools tells whether what reaching a board needs is there
 */
record SuiteContext(
    Workspace workspace,
    ModelLibrary library,
    Function<RunRequest, RunReport> runner,
    Function<Board, List<ToolCheck>> tools) {}
