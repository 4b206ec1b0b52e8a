package dev.halyard.engine.pass;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphVerifier;
import dev.halyard.engine.ir.VerificationError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs passes in order, and checks the graph before the first and after each.
 *
 * @param passes in order
 */
public record PassPipeline(List<Pass> passes) {

  /** Copies the list. */
  public PassPipeline {
    passes = List.copyOf(passes);
  }

  /**
   * What came of a run.
   *
   * @param graph after the last pass
   * @param timings one per pass, in order
   */
  public record Outcome(Graph graph, List<Timing> timings) {}

  /**
   * How long a pass and the check after it took.
   *
   * @param pass its name
   * @param time elapsed
   */
  public record Timing(String pass, Duration time) {}

  /**
   * Runs the passes.
   *
   * @throws VerificationError if the graph is inconsistent before or after a pass, or a pass fails;
   *     the message names the pass
   */
  public Graph run(Graph graph) {
    return run(graph, (pass, after) -> {}).graph();
  }

  /**
   * Runs the passes.
   *
   * @param afterEach is given the name of each pass and the graph it made, which is verified
   * @throws VerificationError if the graph is inconsistent before or after a pass, or a pass fails;
   *     the message names the pass
   */
  public Outcome run(Graph graph, BiConsumer<String, Graph> afterEach) {
    verify(graph, "before the first pass");
    Graph current = graph;
    List<Timing> timings = new ArrayList<>();
    for (Pass pass : passes) {
      long start = System.nanoTime();
      current = apply(pass, current);
      verify(current, "after pass " + pass.name());
      requireSameBoundary(graph, current, pass);
      timings.add(new Timing(pass.name(), Duration.ofNanos(System.nanoTime() - start)));
      afterEach.accept(pass.name(), current);
    }
    return new Outcome(current, List.copyOf(timings));
  }

  private static Graph apply(Pass pass, Graph graph) {
    try {
      return pass.run(graph);
    } catch (RuntimeException e) {
      throw error("pass " + pass.name() + " failed", List.of(String.valueOf(e.getMessage())), e);
    }
  }

  private static void verify(Graph graph, String when) {
    try {
      GraphVerifier.verify(graph);
    } catch (VerificationError e) {
      throw error("inconsistent graph " + when, e.problems(), e);
    }
  }

  private static void requireSameBoundary(Graph before, Graph after, Pass pass) {
    if (!before.inputTensors().equals(after.inputTensors())
        || !before.outputs().equals(after.outputs())) {
      throw error(
          "inconsistent graph after pass " + pass.name(),
          List.of(
              "inputs and outputs were %s and %s but are %s and %s"
                  .formatted(before.inputs(), before.outputs(), after.inputs(), after.outputs())),
          null);
    }
  }

  private static VerificationError error(
      String what, List<String> problems, @Nullable RuntimeException cause) {
    VerificationError error =
        new VerificationError(problems.stream().map(problem -> what + ": " + problem).toList());
    error.initCause(cause);
    return error;
  }
}
