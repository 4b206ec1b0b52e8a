package dev.halyard.engine.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.GraphVerifier;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {

  /** Operators on a ramp 0, 1, 2, …: what a person can check by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: int8[1,2,2,1] scale=1|w: int8[1,2,2,1] scale=1 = ramp"
            + "|y: int8[1,1,1,1] scale=1 = CONV_2D(x, w) stride=1x1|14",
        // Padding on all sides: each output sees its neighbours in the image only.
        "x: int8[1,2,2,1] scale=1 zp=-1|w: int8[1,3,3,1] scale=1 = fill(1)"
            + "|y: int8[1,2,2,1] scale=1 = CONV_2D(x, w) stride=1x1 padding=[1,1,1,1]|10 10 10 10",
        "x: int8[1,3,1,1] scale=1|w: int8[1,2,1,1] scale=1 = [1, 10]"
            + "|y: int8[1,1,1,1] scale=1 = CONV_2D(x, w) stride=1x1 dilation=2x1|20",
        "x: int8[1,1,1,2] scale=1|w: int8[2,1,1,2] scale=[1, 4] axis=0 = ramp"
            + "|y: int8[1,1,1,2] scale=1 = CONV_2D(x, w) stride=1x1|1 12",
        // Two outputs for each input channel.
        "x: int8[1,1,1,2] scale=1|w: int8[1,1,1,4] scale=1 = [1, 2, 3, 4]"
            + "|y: int8[1,1,1,4] scale=1 = DEPTHWISE_CONV_2D(x, w) stride=1x1|0 0 3 4",
        "x: int8[2,2] scale=1|w: int8[1,2] scale=1 = [1, 10]"
            + "|y: int8[2,1] scale=1 = FULLY_CONNECTED(x, w)|10 32",
        "x: int8[1,2,2,1] scale=1||y: int8[1,1,1,1] scale=1 = AVERAGE_POOL_2D(x)"
            + " window=2x2 stride=2x2|2",
        "x: int8[1,2,2,1] scale=1||y: int8[1,2,2,1] scale=1 = MAX_POOL_2D(x)"
            + " window=2x2 stride=1x1 padding=[0,1,0,1]|3 3 3 3",
        "x: int8[2,3] scale=1|b: int8[2,1] scale=0.5 = [2, 20]"
            + "|y: int8[2,3] scale=1 zp=1 = ADD(x, b)|2 3 4 14 15 16",
        "x: int8[2,3] scale=1|b: int8[3] scale=1 = [1, 2, 3]"
            + "|y: int8[2,3] scale=1 = SUB(b, x) activation=RELU|1 1 1 0 0 0",
        "x: int8[2,2] scale=1|b: int8[1] scale=0.5 zp=1 = [7]"
            + "|y: int8[2,2] scale=1 = MUL(x, b)|0 3 6 9",
        "x: int8[2,2] scale=1||y: int8[2,3] scale=1 = PAD(x) before=[0,1] after=[0,0] value=9"
            + "|9 0 1 9 2 3",
        "x: int8[2,3] scale=1||y: int8[3,2] scale=1 = TRANSPOSE(x) permutation=[1,0]|0 3 1 4 2 5",
        "x: int8[2,2] scale=1|b: int8[2,1] scale=1 = [8, 9]"
            + "|y: int8[2,3] scale=1 = CONCATENATION(x, b) axis=1|0 1 8 2 3 9",
        "x: int8[1,2,3] scale=1||y: int8[1,3] scale=0.5 = MEAN(x) axes=[1]|3 5 7",
        "x: int8[2,3] scale=1||y: int8[3,2] scale=1 = RESHAPE(x)|0 1 2 3 4 5",
        "x: int8[4] scale=0.5||y: int8[4] scale=0.25 zp=-1 = QUANTIZE(x)|-1 1 3 5",
        "x: int8[1,4] scale=0.00001||y: int8[1,4] scale=0.00390625 zp=-128 = SOFTMAX(x) beta=1"
            + "|-64 -64 -64 -64",
        "x: int8[3] scale=1 zp=1||y: int8[3] scale=1 zp=3 = RELU(x)|3 3 4",
      })
  void computesWhatAPersonWould(String input, String constant, String output, String expected) {
    Graph graph =
        GraphText.parse(
            "graph g(%s) -> (y)\n%s\n%s\n"
                .formatted(input, constant == null ? "" : constant, output));
    GraphVerifier.verify(graph);
    byte[] ramp = new byte[graph.tensor("x").byteCount()];
    for (int element = 0; element < ramp.length; element++) {
      ramp[element] = (byte) element;
    }
    TensorValue x = TensorValue.int8(graph.tensor("x").shape(), ramp);
    assertThat(text(Interpreter.run(graph, Map.of("x", x)).get("y"))).isEqualTo(expected);
  }

  private static String text(TensorValue value) {
    List<String> elements = new ArrayList<>();
    for (byte element : value.toBytes()) {
      elements.add(String.valueOf(element));
    }
    return String.join(" ", elements);
  }

  @Test
  void movesElementsOfAnyType() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: float32[1,2]) -> (y)
              padded: float32[2,2] = PAD(x) before=[1,0] after=[0,0] value=7
              turned: float32[2,2] = TRANSPOSE(padded) permutation=[1,0]
              y: float32[2,4] = CONCATENATION(turned, turned) axis=1
            """);
    TensorValue x = TensorValue.float32(Shape.of(1, 2), 0.5f, 1.5f);
    assertThat(Interpreter.run(graph, Map.of("x", x)).get("y"))
        .isEqualTo(TensorValue.float32(Shape.of(2, 4), 7, 0.5f, 7, 0.5f, 7, 1.5f, 7, 1.5f));
  }

  @Test
  void showsEveryNodeToTheObserver() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: float32[2]) -> (y)
              q: int8[2] scale=0.5 zp=-1 = QUANTIZE first(x)
              y: float32[2] = DEQUANTIZE second(q)
            """);
    List<String> seen = new ArrayList<>();
    Map<String, TensorValue> outputs =
        Interpreter.run(
            graph,
            Map.of("x", TensorValue.float32(Shape.of(2), 1.25f, -1.2f)),
            (node, output) -> seen.add(node.name() + " " + output.type().text()));
    assertThat(seen).containsExactly("first int8", "second float32");
    assertThat(outputs).containsOnlyKeys("y");
    assertThat(outputs.get("y")).isEqualTo(TensorValue.float32(Shape.of(2), 1.5f, -1f));
  }

  @Test
  void knowsEveryOperator() {
    assertThat(Evaluators.operators())
        .containsExactlyInAnyOrder(Operator.class.getPermittedSubclasses());
  }

  @Test
  void rejectsInputsThatAreNotTheGraphs() {
    Graph graph = GraphText.parse("graph g(x: int8[2] scale=1) -> (x)\n");
    TensorValue value = TensorValue.int8(Shape.of(2), (byte) 1, (byte) 2);
    assertThatThrownBy(() -> Interpreter.run(graph, Map.of())).hasMessage("input 'x' has no value");
    assertThatThrownBy(() -> Interpreter.run(graph, Map.of("z", value)))
        .hasMessage("graph 'g' has no input 'z'; it has [x]");
    assertThatThrownBy(
            () -> Interpreter.run(graph, Map.of("x", TensorValue.int8(Shape.of(1), (byte) 1))))
        .hasMessage("input 'x' is int8 [1]; accepted: int8 [2]");
    assertThatThrownBy(() -> TensorValue.of(ElementType.INT32, Shape.of(2), new byte[4]))
        .hasMessage("int32 [2] needs 8 bytes of data but has 4");
  }
}
