package dev.halyard.engine.importer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.importer.tflite.operator.OperatorTable;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphVerifier;
import dev.halyard.engine.ir.op.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorImportTest {

  @ParameterizedTest
  @MethodSource("cases")
  void importsOperatorWithAttributes(OperatorModels.Case operator) {
    Graph graph = operator.model().read();

    assertThat(graph.nodes()).hasSize(1);
    assertThat(graph.nodes().get(0).operator()).isEqualTo(operator.expected());
    assertThat(graph.nodes().get(0).inputs()).hasSize(operator.nodeInputs());
    assertThat(GraphVerifier.problems(graph)).isEmpty();
  }

  @Test
  void makesEveryOperatorOfTheGraph() {
    Set<Class<?>> made =
        cases().stream().map(model -> model.expected().getClass()).collect(Collectors.toSet());

    assertThat(made)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.<Class<?>>asList(Operator.class.getPermittedSubclasses()));
  }

  @Test
  void hasAModelForEveryReader() {
    String modelled =
        cases().stream()
            .map(operator -> operator.title().split(" ", 2)[0])
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));

    assertThat(modelled).isEqualTo(OperatorTable.supported());
  }

  static List<OperatorModels.Case> cases() {
    return OperatorModels.all();
  }
}
