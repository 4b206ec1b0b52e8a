package dev.halyard.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.VerificationError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassPipelineTest {
  private static final Graph GRAPH =
      GraphText.parse(
          """
          graph g(x: int8[4] scale=1 zp=0) -> (y)
            a: int8[4] scale=1 zp=0 = ADD n(x, x)
            b: int8[4] scale=1 zp=0 = RELU(a)
            y: int8[4] scale=1 zp=0 = QUANTIZE(b)
          """);

  /** Loses the tensor that the graph is to give. */
  private static final class LoseOutput implements Pass {
    @Override
    public Graph run(Graph graph) {
      GraphRewriter edits = GraphRewriter.of(graph);
      edits.remove(graph.nodes().get(graph.nodes().size() - 1));
      return edits.apply();
    }
  }

  /** Swaps input and output. */
  private static final class RenameOutput implements Pass {
    @Override
    public Graph run(Graph graph) {
      return new Graph(graph.name(), graph.inputs(), List.of("b"), graph.tensors(), graph.nodes());
    }
  }

  /** Throws. */
  private static final class Fail implements Pass {
    @Override
    public Graph run(Graph graph) {
      throw new IllegalStateException("no luck");
    }
  }

  @Test
  void runsPassesInOrderAndShowsEachResult() {
    List<String> seen = new ArrayList<>();
    PassPipeline.Outcome outcome =
        new PassPipeline(Pipelines.CANONICALIZE)
            .run(GRAPH, (pass, graph) -> seen.add(pass + " " + graph.nodes().size()));
    assertThat(seen)
        .containsExactly(
            "FoldConstants 3",
            "ResolveQuantizeDequantize 3",
            "RemoveNoOps 2",
            "RemoveDeadNodes 2",
            "FoldPadIntoConv 2",
            "FuseActivation 1");
    assertThat(outcome.timings()).hasSize(6).allMatch(timing -> !timing.time().isNegative());
    assertThat(GraphText.print(outcome.graph()))
        .isEqualTo(
            """
            graph g(x: int8[4] scale=1.0 zp=0) -> (y)
              y: int8[4] scale=1.0 zp=0 = ADD n(x, x) activation=RELU
            """);
  }

  @Test
  void namesThePassThatBreaksTheGraph() {
    assertThatThrownBy(() -> new PassPipeline(List.of(new LoseOutput())).run(GRAPH))
        .isInstanceOf(VerificationError.class)
        .hasMessage(
            "inconsistent graph after pass LoseOutput: graph output 'y' is made by no node");
  }

  @Test
  void namesThePassThatChangesTheBoundary() {
    assertThatThrownBy(() -> new PassPipeline(List.of(new RenameOutput())).run(GRAPH))
        .isInstanceOf(VerificationError.class)
        .hasMessage(
            "inconsistent graph after pass RenameOutput: inputs and outputs were [x] and [y] but"
                + " are [x] and [b]");
  }

  @Test
  void namesThePassThatFails() {
    assertThatThrownBy(() -> new PassPipeline(List.of(new Fail())).run(GRAPH))
        .isInstanceOf(VerificationError.class)
        .hasMessage("pass Fail failed: no luck")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesAGraphThatIsInconsistentAtTheStart() {
    Graph broken = new LoseOutput().run(GRAPH);
    assertThatThrownBy(() -> new PassPipeline(List.of()).run(broken))
        .isInstanceOf(VerificationError.class)
        .hasMessageStartingWith("inconsistent graph before the first pass: graph output 'y'");
  }
}
