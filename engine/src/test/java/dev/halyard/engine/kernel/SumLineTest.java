package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.interpret.Interpreter;
import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of sums give what the interpreter does, for every pair of operands. */
class SumLineTest {
  private static final int PAIRS = 1 << 16;

  @ParameterizedTest
  @CsvSource({
    "ADD, 0.0234, -128, 0.0541, 9, 0.0303, -128, NONE",
    "ADD, 0.7, 3, 0.0004, -90, 0.31, 127, RELU",
    "SUB, 0.11, 0, 0.13, -7, 0.05, 100, NONE",
    "SUB, 0.0234, -128, 0.0541, 9, 0.0303, -20, RELU6"
  })
  void hasTheBitsOfTheInterpreter(
      String operator, float a, int zeroA, float b, int zeroB, float y, int zeroY, String end) {
    Graph graph = graph(operator, a, zeroA, b, zeroB, y, zeroY, end);
    SumLine line = SumLine.of(graph, graph.nodes().get(0)).orElseThrow();
    byte[] left = new byte[PAIRS];
    byte[] right = new byte[PAIRS];
    byte[] sums = new byte[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      left[i] = (byte) (i >> 8);
      right[i] = (byte) i;
      int sum = line.offset() + line.left() * left[i] + line.right() * right[i];
      sums[i] = (byte) line.range().clamp(sum >> line.shift());
    }
    byte[] expected = new byte[PAIRS];
    Interpreter.run(
        graph,
        Map.of("a", value(left), "b", value(right)),
        (node, output) -> System.arraycopy(output.toBytes(), 0, expected, 0, PAIRS));
    assertThat(sums).isEqualTo(expected);
  }

  @Test
  void thereIsNoneWhoseConstantsExceedAWord() {
    Graph graph = graph("ADD", 1e9f, 0, 1f, 0, 1e-3f, 0, "NONE");
    assertThat(SumLine.of(graph, graph.nodes().get(0))).isEmpty();
  }

  private static TensorValue value(byte[] bytes) {
    return TensorValue.of(ElementType.INT8, Shape.of(1, PAIRS), bytes);
  }

  private static Graph graph(
      String operator, float a, int zeroA, float b, int zeroB, float y, int zeroY, String end) {
    return GraphText.parse(
        """
        graph g(a: int8[1,65536] scale=%s zp=%d, b: int8[1,65536] scale=%s zp=%d) -> (y)
          y: int8[1,65536] scale=%s zp=%d = %s(a, b) activation=%s
        """
            .formatted(a, zeroA, b, zeroB, y, zeroY, operator, end));
  }
}
