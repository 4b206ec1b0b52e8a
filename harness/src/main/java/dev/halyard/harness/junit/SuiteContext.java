package dev.halyard.harness.junit;

import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import java.util.function.Function;

/**
 * What all invocations of a suite share.
 *
 * @param workspace the checkout
 * @param library where models are found
 * @param runner runs a model on a board
 */
record SuiteContext(
    Workspace workspace, ModelLibrary library, Function<RunRequest, RunReport> runner) {}
