package dev.halyard.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Reshape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveRangesTest {
  private static final NodeNeeds IN_PLACE =
      new NodeNeeds(0, 1, Map.of(0, new OverlapRule.SameStart(), 1, new OverlapRule.SameStart()));

  /** x → relu → a → reshape → v; a + v → b; relu → y. */
  private static final Graph GRAPH =
      graph(
          node("relu", new Relu(), "a", "x"),
          node("view", new Reshape(), "v", "a"),
          node("add", new Add(Activation.NONE), "b", "a", "v"),
          node("last", new Relu(), "y", "b"));

  @Test
  void aViewSharesTheBufferOfItsInput() {
    LiveRanges ranges = LiveRanges.of(GRAPH, InputPolicy.CONSUMED, 1, step -> NodeNeeds.NONE);
    assertThat(ranges.storage())
        .isEqualTo(Map.of("x", "x", "a", "a", "v", "a", "b", "b", "y", "y"));
    assertThat(ranges.request().buffers())
        .containsExactly(
            Buffer.tensor("x", 8, 0, 0),
            Buffer.tensor("a", 8, 0, 2),
            Buffer.tensor("b", 8, 2, 3),
            Buffer.tensor("y", 8, 3, 3));
  }

  @Test
  void keptInputsLiveToTheEndAndAreNotOverlapped() {
    LiveRanges kept = LiveRanges.of(GRAPH, InputPolicy.KEPT, 1, step -> IN_PLACE);
    assertThat(kept.request().buffers()).contains(Buffer.tensor("x", 8, 0, 3));
    assertThat(kept.request().overlaps())
        .extracting(o -> o.output() + " over " + o.input())
        .containsExactly("b over a", "y over b");
    LiveRanges consumed = LiveRanges.of(GRAPH, InputPolicy.CONSUMED, 1, step -> IN_PLACE);
    assertThat(consumed.request().overlaps())
        .extracting(o -> o.output() + " over " + o.input())
        .containsExactly("a over x", "b over a", "y over b");
    assertThat(MemoryPlanner.plan(consumed.request()).arenaBytes()).isEqualTo(8);
    assertThat(MemoryPlanner.plan(kept.request()).arenaBytes()).isEqualTo(16);
  }

  @Test
  void doesNotOverlapWhenOneReadingOfTheBufferForbidsIt() {
    NodeNeeds firstOnly = new NodeNeeds(0, 1, Map.of(0, new OverlapRule.SameStart()));
    LiveRanges ranges = LiveRanges.of(GRAPH, InputPolicy.KEPT, 1, step -> firstOnly);
    assertThat(ranges.request().overlaps())
        .extracting(o -> o.output() + " over " + o.input())
        .containsExactly("y over b");
  }

  @Test
  void scratchIsNamedAfterItsNode() {
    LiveRanges ranges =
        LiveRanges.of(GRAPH, InputPolicy.KEPT, 1, step -> new NodeNeeds(step * 4L, 4, Map.of()));
    assertThat(ranges.request().buffers())
        .filteredOn(buffer -> !buffer.isTensor())
        .containsExactly(Buffer.scratch("add", 8, 4, 2), Buffer.scratch("last", 12, 4, 3));
  }

  @Test
  void anOutputThatIsAViewOfTheInputIsOneBuffer() {
    Graph graph = graph(node("view", new Reshape(), "y", "x"));
    LiveRanges ranges = LiveRanges.of(graph, InputPolicy.CONSUMED, 4, step -> NodeNeeds.NONE);
    assertThat(ranges.request().buffers())
        .containsExactly(new Buffer("x", 8, 4, 0, 0, Buffer.Kind.TENSOR));
    assertThat(ranges.storage()).containsEntry("y", "x");
  }

  private static Graph graph(Node... nodes) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", Tensor.int8("x", Shape.of(8), 1f, 0));
    for (Node node : nodes) {
      tensors.put(node.output(), Tensor.int8(node.output(), Shape.of(8), 1f, 0));
    }
    return new Graph("test", List.of("x"), List.of("y"), tensors, List.of(nodes));
  }

  private static Node node(String name, Operator operator, String output, String... inputs) {
    return new Node(name, operator, List.of(inputs), List.of(output));
  }
}
