package dev.halyard.engine.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Relu;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphVerifierTest {
  private static final String OPERANDS =
      """
      graph g(x: int8[1,4,4,2] scale=0.5 zp=3, f: float32[4], u: int8[1,4,4,2], \
      v: int8[4] scale=0.5 zp=3, t: int8[2,4,4,2] scale=0.5 zp=3) -> (y)
        conv_weights: int8[3,3,3,2] scale=[0.1, 0.2, 0.3] axis=0 = fill(1)
        depthwise_weights: int8[1,3,3,4] scale=0.1 = fill(1)
        dense_weights: int8[5,8] scale=0.1 = fill(1)
        offset_weights: int8[5,8] scale=0.1 zp=1 = fill(1)
        bias3: int32[3] = fill(1)
        bias5: int32[5] = fill(1)
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int8[1,2,2,3] scale=1 = CONV_2D n(x, conv_weights, bias3) stride=1x1",
        "int8[1,2,2,3] scale=1 = CONV_2D n(x, conv_weights) stride=2x2 padding=[0,1,0,1]",
        "int8[1,4,4,3] scale=1 = CONV_2D n(x, conv_weights) stride=1x1 dilation=2x2"
            + " padding=[2,2,2,2]",
        "int8[1,2,2,4] scale=1 = DEPTHWISE_CONV_2D n(x, depthwise_weights) stride=1x1",
        "int8[4,5] scale=1 = FULLY_CONNECTED n(x, dense_weights, bias5)",
        "int8[1,2,2,2] scale=0.5 zp=3 = AVERAGE_POOL_2D n(x) window=2x2 stride=2x2",
        "int8[1,2,2,2] scale=0.5 zp=3 = MAX_POOL_2D n(x) window=3x3 stride=2x2 padding=[0,1,0,1]",
        "int8[1,4,4,2] scale=1 = ADD n(x, x) activation=RELU",
        "int8[4,16] scale=0.5 zp=3 = RESHAPE n(t)",
        "int8[1,2,4,4] scale=0.5 zp=3 = TRANSPOSE n(x) permutation=[0,3,1,2]",
        "int8[1,6,4,2] scale=0.5 zp=3 = PAD n(x) before=[0,1,0,0] after=[0,1,0,0] value=3",
        "int8[3,4,4,2] scale=0.5 zp=3 = CONCATENATION n(x, t) axis=0",
        "int8[1,2] scale=1 = MEAN n(x) axes=[1,2]",
        "int8[1,1,1,2] scale=1 = MEAN n(x) axes=[1,2] keepDimensions=true",
        "int8[4] scale=0.00390625 zp=-128 = SOFTMAX n(v) beta=1",
        "int8[4] scale=0.00390625 zp=-128 = LOGISTIC n(v)",
        "int8[4] scale=0.0078125 = TANH n(v)",
        "int8[4] scale=0.1 = QUANTIZE n(f)",
        "int8[4] scale=0.1 = QUANTIZE n(v)",
        "float32[4] = DEQUANTIZE n(v)",
      })
  void acceptsWhatOperatorsAre(String node) {
    assertThat(operatorProblems(node)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int8[1,4,4,2] scale=1 = RELU n(x, x)|has 2 inputs; accepted: 1",
        "int8[5,8] scale=1 = FULLY_CONNECTED n(x)|has 1 inputs; accepted: 2 to 3",
        "int8[1] scale=1 = CONCATENATION n() axis=0|has 0 inputs; accepted: at least 1",
        "int8[4] scale=1 = RELU n(f)|'f' is float32; accepted: int8",
        "int8[1,4,4,2] scale=1 = RELU n(u)|'u' needs one scale and zero point",
        "int8[4,2] scale=1 = RELU n(v)|'y' is [4,2]; its shape must be [4]",
        "int8[4] scale=1 = RELU6 n(v)|'v' and 'y' differ in quantization",
        "int8[4] scale=1 = LOGISTIC n(v)|'y' has another quantization than scale 0.00390625, zero point -128",
        "float32[4] = QUANTIZE n(v)|'y' is float32; accepted: int8",
        "int8[4] scale=1 = ADD n(x, v)|'x' [1,4,4,2] and 'v' [4] do not broadcast",
        "int8[1,3,3,3] scale=1 = CONV_2D n(x, conv_weights) stride=1x1|'y' is [1,3,3,3]; its shape must be [1,2,2,3]",
        "int8[1,2,2,3] scale=1 = CONV_2D n(x, conv_weights, bias5) stride=1x1|'bias5' is [5]; its shape must be [3]",
        "int8[1,2,2,3] scale=1 = CONV_2D n(x, conv_weights, v) stride=1x1|'v' is int8; accepted: int32",
        "int8[2,2,2,3] scale=1 = CONV_2D n(t, conv_weights) stride=1x1|'t' [2,4,4,2] has a batch; accepted: 1",
        "int8[1,2,2,4] scale=1 = CONV_2D n(x, depthwise_weights) stride=1x1|'x' [1,4,4,2] and 'depthwise_weights' [1,3,3,4] differ in channels",
        "int8[1,2,2,3] scale=1 = DEPTHWISE_CONV_2D n(x, conv_weights) stride=1x1|'conv_weights' has scales along axis 0; accepted: 3",
        "int8[1,2,2,3] scale=1 = CONV_2D n(x, conv_weights) stride=1x1 dilation=2x2|a window 3x3, dilated 2x2, does not fit into 'x' [1,4,4,2]",
        "int8[4,5] scale=1 = FULLY_CONNECTED n(x, offset_weights)|'offset_weights' has a zero point that is not 0",
        "int8[4] scale=1 = FULLY_CONNECTED n(v, dense_weights)|'v' [4] is no multiple of the 8 columns of 'dense_weights' [5,8]",
        "int8[5,4] scale=1 = FULLY_CONNECTED n(x, dense_weights)|'y' [5,4] must have 4 rows of 5",
        "int8[1,4,4,2] scale=0.5 zp=3 = MAX_POOL_2D n(x) window=1x2 stride=1x1 padding=[1,0,0,0]|a window 1x2 may lie in the padding alone",
        "int8[4,4] scale=0.5 zp=3 = RESHAPE n(x)|'x' [1,4,4,2] and 'y' [4,4] differ in the number of elements",
        "int8[4] scale=0.5 zp=3 = TRANSPOSE n(v) permutation=[1]|[1] is no permutation of the dimensions of 'v' [4]",
        "int8[4] scale=0.5 zp=3 = PAD n(v) before=[] after=[1] value=0|0 and 1 paddings for the dimensions of 'v' [4]",
        "int8[4] scale=0.5 zp=3 = PAD n(v) before=[-1] after=[1] value=0|padding of dimension 0 is negative",
        "int8[4] scale=0.5 zp=3 = CONCATENATION n(v) axis=1|'v' [4] has no axis 1",
        "int8[4] scale=0.5 zp=3 = CONCATENATION n(x, v) axis=0|'v' [4] has rank 1; accepted: 4",
        "int8[1] scale=1 = MEAN n(x) axes=[2,1]|axes [2, 1] are not ascending axes of 'x' [1,4,4,2]",
        "int8[4] scale=0.00390625 zp=-128 = SOFTMAX n(v) beta=0|beta 0.0 is not positive",
      })
  void saysWhatIsWrongWithAnOperator(String node, String message) {
    String operator = node.replaceFirst(".*= (\\w+) .*", "$1");
    assertThat(operatorProblems(node)).containsExactly("node 'n' (" + operator + "): " + message);
  }

  /** Returns the problems of node n, with the operands that it does not use taken away. */
  private static List<String> operatorProblems(String node) {
    Graph graph = GraphText.parse(OPERANDS + "  y: " + node + "\n");
    Map<String, Tensor> used = new LinkedHashMap<>(graph.tensors());
    used.values()
        .removeIf(tensor -> tensor.isConstant() && graph.consumers(tensor.name()).isEmpty());
    return GraphVerifier.problems(
        new Graph(graph.name(), graph.inputs(), graph.outputs(), used, graph.nodes()));
  }

  @Test
  void knowsEveryOperator() {
    assertThat(OperatorRules.operators())
        .containsExactlyInAnyOrder(Operator.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(x: int8[1]) -> ()|| graph 'g' has no output",
        "(x: int8[1]) -> (y)|| graph output 'y' is not a tensor",
        "(x: int8[1]) -> (y)|y: int8[1]| graph output 'y' is made by no node",
        "(x: int8[1]) -> (x)|y: int8[1]| tensor 'y' is used by nothing",
        "(x: int8[1]) -> (x)|y: int8[1] = [1]| tensor 'y' is used by nothing",
        "(x: int8[1]) -> (y)|y: int8[1] = RELU(z)| node 'y' reads 'z', which is not a tensor",
        "(x: int8[2] scale=[1, 1, 1] axis=0) -> (x)|| tensor 'x' [2] has 3 scales along axis 0",
      })
  void saysWhatIsWrongWithEdges(String signature, String line, String message) {
    Graph graph =
        GraphText.parse("graph g" + signature + "\n" + (line == null ? "" : "  " + line + "\n"));
    assertThatThrownBy(() -> GraphVerifier.verify(graph))
        .isInstanceOf(VerificationError.class)
        .hasMessage(message);
  }

  @Test
  void saysWhichNodeMakesATensorTooLate() {
    assertThat(
            problems(
                """
                graph g(x: int8[1] scale=1) -> (b)
                  b: int8[1] scale=1 = RELU(a)
                  a: int8[1] scale=1 = RELU(x)
                """))
        .containsExactly("node 'b' reads 'a' before node 'a' makes it");
  }

  @Test
  void saysWhoMakesWhatIsMadeAlready() {
    Tensor x = Tensor.int8("x", Shape.of(1), 1, 0);
    Tensor w = x.withName("w").withConstant(ConstantData.of(new byte[1]));
    List<String> inputs = List.of("x");
    Graph graph =
        new Graph(
            "g",
            inputs,
            List.of("w"),
            Map.of("x", x, "w", w),
            List.of(
                new Node("n", new Relu(), inputs, List.of("x")),
                new Node("n", new Relu(), inputs, List.of("w"))));
    assertThat(GraphVerifier.problems(graph))
        .containsExactly(
            "node 'n' makes 'x', which is made already",
            "two nodes are named 'n'",
            "node 'n' makes 'w', which is a constant");
  }

  @Test
  void acceptsAGraphOfTwoBranches() {
    assertThatCode(
            () ->
                GraphVerifier.verify(
                    GraphText.parse(
                        """
                        graph g(x: int8[1,2] scale=0.5 zp=3) -> (sum, left)
                          left: int8[1,2] scale=0.25 zp=-128 = RELU(x)
                          right: int8[1,2] scale=0.5 zp=3 = RELU6(x)
                          sum: int8[1,2] scale=1 zp=0 = ADD(left, right)
                        """)))
        .doesNotThrowAnyException();
  }

  private static List<String> problems(String text) {
    return GraphVerifier.problems(GraphText.parse(text));
  }
}
