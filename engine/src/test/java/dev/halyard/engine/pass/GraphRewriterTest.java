package dev.halyard.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.op.Relu;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphRewriterTest {
  private static final Graph GRAPH =
      GraphText.parse(
          """
          graph g(x: int8[4] scale=1 zp=0) -> (y)
            a: int8[4] scale=1 zp=0 = RELU(x)
            y: int8[4] scale=1 zp=0 = ADD(a, x)
          """);

  @Test
  void returnsTheSameGraphWithoutEdits() {
    assertThat(GraphRewriter.of(GRAPH).apply()).isSameAs(GRAPH);
  }

  @Test
  void insertsBeforeAndDropsWhatNothingMentions() {
    GraphRewriter edits = GraphRewriter.of(GRAPH);
    Node add = GRAPH.nodes().get(1);
    edits.define(GRAPH.tensor("a").withName("b"));
    edits.define(GRAPH.tensor("a").withName("unused"));
    edits.insertBefore(add, new Node("b", new Relu(), List.of("a"), List.of("b")));
    edits.replace(add, add.withInputs(List.of("b", "b")));
    assertThat(edits.apply())
        .isEqualTo(
            GraphText.parse(
                """
                graph g(x: int8[4] scale=1 zp=0) -> (y)
                  a: int8[4] scale=1 zp=0 = RELU(x)
                  b: int8[4] scale=1 zp=0 = RELU(a)
                  y: int8[4] scale=1 zp=0 = ADD(b, b)
                """));
  }

  @Test
  void freshNamesAreNotTaken() {
    assertThat(GraphRewriter.of(GRAPH).freshName("a")).isEqualTo("a_2");
    assertThat(GraphRewriter.of(GRAPH).freshName("b")).isEqualTo("b");
  }

  @Test
  void refusesToEditWhatIsNotThere() {
    Node stranger = GRAPH.nodes().get(0).withInputs(List.of("y"));
    assertThatThrownBy(() -> GraphRewriter.of(GRAPH).remove(stranger))
        .hasMessage("node 'a' is not in the graph");
  }

  @Test
  void refusesToLoseTheNameOfAnOutput() {
    Node add = GRAPH.nodes().get(1);
    assertThat(GraphRewriter.isReplaceable(GRAPH, add, "a")).isTrue();
    assertThat(GraphRewriter.isReplaceable(GRAPH, add, "x")).isFalse();
    assertThatThrownBy(() -> GraphRewriter.of(GRAPH).remove(add, "x"))
        .hasMessage("node 'y' cannot be replaced by tensor 'x'");
  }
}
