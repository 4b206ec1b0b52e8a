package dev.halyard.engine.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphDotTest {

  @Test
  void drawsNodesEndsAndActivations() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,2] scale=1) -> (y)
              w: int8[3,2] scale=1 = fill(1)
              "a \\"quoted\\" name": int8[1,3] scale=1 = FULLY_CONNECTED dense(x, w) activation=RELU
              y: int8[3] scale=1 = RESHAPE("a \\"quoted\\" name")
            """);
    assertThat(GraphDot.print(graph))
        .isEqualTo(
            """
            digraph "g" {
              node [shape=box, fontname=monospace]
              edge [fontname=monospace]
              input0 [shape=ellipse, label="x"]
              node0 [label="FULLY_CONNECTED dense\\nactivation=RELU\\nw: int8[3,2]"]
              input0 -> node0 [label="int8[1,2]"]
              node1 [label="RESHAPE y"]
              node0 -> node1 [label="int8[1,3]"]
              output0 [shape=ellipse, label="y"]
              node1 -> output0 [label="int8[3]"]
            }
            """);
  }
}
