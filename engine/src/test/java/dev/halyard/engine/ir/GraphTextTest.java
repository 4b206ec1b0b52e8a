package dev.halyard.engine.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Padding;
import dev.halyard.engine.ir.op.Relu;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTextTest {
  private static final String SINE =
      """
      graph sine(x: int8[1,1] scale=0.0245 zp=-128) -> (y)
        weights: int8[3,1] scale=[0.5, 0.25, 0.125] zp=0 axis=0 = [-8, 7, 6]
        bias: int32[3] = [100000, 0, -1]
        hidden: int8[1,3] scale=0.013 zp=-128 = FULLY_CONNECTED dense(x, weights, bias) activation=RELU
        y: int8[3] scale=0.013 zp=-128 = RESHAPE(hidden)
      """;

  @Test
  void printsWhatItParses() {
    assertThat(GraphText.print(GraphText.parse(SINE))).isEqualTo(SINE);
  }

  @Test
  void readsDefaultsRampsFillsCommentsAndListsOverSeveralLines() {
    Graph graph =
        GraphText.parse(
            """
            // a comment
            graph g(x: int8[1,2,2,1] scale=1, // with an end
                    data: float32[]) -> (y)

              w: int8[2,1,1,1] scale=0.5 = ramp
              b: int32[2] = ramp(-1, 3)
              y: int8[1,2,2,2] scale=1 zp=1 = CONV_2D(x, w, b) stride=1x1
            """);
    assertThat(graph.tensor("x").requireQuantization().zeroPoint()).isZero();
    assertThat(graph.tensor("data").shape()).isEqualTo(Shape.of());
    assertThat(graph.tensor("w").requireConstant()).isEqualTo(ConstantData.of(new byte[] {0, 1}));
    assertThat(graph.tensor("b").requireConstant()).isEqualTo(ConstantData.ofInt32(-1, 2));
    assertThat(graph.nodes())
        .containsExactly(
            new Node(
                "y",
                new Conv2d(new Extent2d(1, 1), new Extent2d(1, 1), Padding.NONE, Activation.NONE),
                List.of("x", "w", "b"),
                List.of("y")));
  }

  @Test
  void writesLargeConstantsAsHexAtTheEnd() {
    String text =
        GraphText.print(
            GraphText.parse(
                """
                graph g() -> (w)
                  w: int16[17,2] = ramp(-2, 1)
                """));
    assertThat(text)
        .isEqualTo(
            """
            graph g() -> (w)
              w: int16[17,2] = data
            data w
              feffffff00000100020003000400050006000700080009000a000b000c000d00
              0e000f0010001100120013001400150016001700180019001a001b001c001d00
              1e001f00
            """);
    assertThat(GraphText.print(GraphText.parse(text))).isEqualTo(text);
    assertThat(GraphText.summary(GraphText.parse(text))).doesNotContain("feff");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void parsesBackEqual(long seed) {
    for (int round = 0; round < 50; round++) {
      Graph graph = new RandomGraphs(seed * 1000 + round).next();
      assertThat(GraphText.parse(GraphText.print(graph))).isEqualTo(graph);
    }
  }

  @Test
  void printsInvalidGraphsToo() {
    Graph graph =
        new Graph(
            "broken",
            List.of("x"),
            List.of("y"),
            Map.of(),
            List.of(new Node("n", new Relu(), List.of("x"), List.of("y"))));
    assertThat(GraphText.print(graph))
        .isEqualTo(
            """
            graph broken(x) -> (y)
              y = RELU n(x)
            """);
  }

  @Test
  void hasEveryOperatorUnderItsBuiltinName() {
    assertThat(OperatorText.operators().values())
        .containsExactlyInAnyOrderElementsOf(permittedOperators());
    Set<String> names = OperatorText.operators().keySet();
    for (Operator operator : RandomGraphs.oneOfEach()) {
      assertThat(names).contains(operator.builtinName());
      assertThat(OperatorText.operators().get(operator.builtinName()))
          .isEqualTo(operator.getClass());
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Class<? extends Operator>> permittedOperators() {
    return List.of((Class<? extends Operator>[]) Operator.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y: int8[1 = RELU(x)|line 2: expected ',' but found '='",
        "y: int9[1] = RELU(x)|line 2: unknown element type 'int9'",
        "y: int8[a] = RELU(x)|line 2: 'a' is not an integer",
        "y: int8[0] = RELU(x)|line 2: shape [0] has a dimension below 1",
        "y: int8[1] scale=-1 = RELU(x)|line 2: scale -1.0 is not finite and positive",
        "y: int8[1] scal=1 = RELU(x)|line 2: unknown quantization 'scal'; accepted: scale, zp, axis",
        "y: int8[1] = RELUU(x)|line 2: unknown operator 'RELUU'",
        "y: int8[1] = RELU(x) alpha=1|line 2: RELU has no attribute 'alpha'; it has []",
        "y: int8[1] = SOFTMAX(x)|line 2: SOFTMAX needs attribute 'beta'",
        "y: int8[1] = SOFTMAX(x) beta=two|line 2: attribute beta=two is not accepted; it is a number",
        "y: int8[1] = [1, 2]|line 2: tensor 'y' [1] has 1 elements but the list has 2",
        "y: int8[1] = [128]|line 2: '128' is not an element of int8",
        "y: int8[1] = data|line 2: tensor 'y' has no data section",
        "x: int8[1]|line 2: tensor 'x' is declared in line 1 already",
        "y: int8[1] = RELU x|line 2: expected '(' but found the end of the line",
        "y: int8[1] ? RELU(x)|line 2: unexpected character '?'",
        "y: int8[1] = fill(1, 2)|line 2: expected [elements], fill(value), ramp(first, step), ramp or data",
      })
  void saysInWhichLineAndWhatIsWrong(String line, String message) {
    assertThatThrownBy(() -> GraphText.parse("graph g(x: int8[1]) -> (y)\n  " + line + "\n"))
        .isInstanceOf(GraphParseException.class)
        .hasMessage(message);
  }
}
